# first try, wrong file name
def heavy_ball(theta, velocity, grad, lr, beta):
    return theta, velocity
