# -*- coding: cp949 -*-
# 윈도우 메모장에서 저장한 파일 (CP949)
import numpy as np


def heavy_ball(theta, velocity, grad, lr, beta):
    """속도: v = beta * v - lr * grad"""
    v = beta * velocity - lr * grad
    return theta + v, v


def nesterov(theta, velocity, grad_fn, lr, beta):
    v = beta * velocity - lr * grad_fn(theta + beta * velocity)
    return theta + v, v


def ema_momentum(theta, m, grad, lr, beta):
    m = beta * m + grad
    return theta - lr * m, m
