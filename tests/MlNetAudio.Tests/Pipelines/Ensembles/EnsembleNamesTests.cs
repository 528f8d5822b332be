using MlNetAudio.Pipelines.Ensembles;
using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Tests.Pipelines.Ensembles;

public class EnsembleNamesTests
{
    [Theory]
    [InlineData("ensemble:cnn+rf", "ensemble:cnn+rf", "deep")]
    [InlineData("Ensemble:LR + rf", "ensemble:lr+rf", "classical")]
    [InlineData("deep-ensemble:cnnx5", "deep-ensemble:cnnx5", "deep")]
    public void An_ensemble_is_named_by_its_members(string name, string expected, string kind)
    {
        var trainer = KnownModels.Find(name);

        Assert.Equal(expected, trainer.Name);
        Assert.Equal(kind, trainer.Kind);
    }

    [Theory]
    [InlineData("ensemble:cnn", "must name 2 to 100 models")]
    [InlineData("ensemble:cnn+cnnn", "did you mean cnn?")]
    [InlineData("deep-ensemble:cnn", "must be a model, an x and a number")]
    [InlineData("deep-ensemble:cnnx1", "must be a model, an x and a number")]
    [InlineData("deep-ensemble:lrx3", "lr is classical")]
    public void An_ensemble_that_cannot_be_made_says_why(string name, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => KnownModels.Find(name));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(error.Message, KnownModels.FaultOf(name));
    }

    [Fact]
    public void A_name_of_one_model_is_no_ensemble()
    {
        Assert.Null(EnsembleNames.Parse("cnn"));
    }
}
