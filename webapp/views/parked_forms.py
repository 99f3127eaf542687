from flask import Blueprint

bp = Blueprint("parked_forms", __name__)
