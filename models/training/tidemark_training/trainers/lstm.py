"""A stack of LSTM layers over a window of bars."""

from .. import lstm, lstm_graph, prefix
from ..config import Config
from ..lstm import LstmFit
from ..split import Parts
from ..trainer import Trained, Trainer


class LstmTrainer(Trainer[LstmFit]):
    """One attempt, no tuning; validation lowers the learning rate and ends the training."""

    fit = LstmFit
    takes_windows = True

    def train(self, how: LstmFit, parts: Parts, settings: Config) -> Trained:
        """A model that is scored upon every event gets a prefix form: at bar closes alone it would save nothing."""
        rows = parts.train.rows, parts.validation.rows
        model = lstm.fit(*rows, settings.feature_names, how, settings.seed)
        note = (
            f"Trained for {model.epochs} epochs;"
            f" the weights are those after epoch {model.best}, the best on validation."
        )
        whole = lstm_graph.to_onnx(model)
        return Trained(whole, (note,), prefix.cut(whole) if settings.trigger == "every" else {})


TRAINER = LstmTrainer()
