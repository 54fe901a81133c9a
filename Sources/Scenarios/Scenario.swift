import Blueprints
