from flask import Blueprint

bp = Blueprint("holidays", __name__)
