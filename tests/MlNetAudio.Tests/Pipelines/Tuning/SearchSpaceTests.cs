using MlNetAudio.Pipelines.Classical;
using MlNetAudio.Pipelines.Experiments;
using MlNetAudio.Pipelines.Settings;
using MlNetAudio.Pipelines.Tuning;

namespace MlNetAudio.Tests.Pipelines.Tuning;

public class SearchSpaceTests
{
    private static readonly ModelOptions Cnn = KnownModels.Defaults("cnn");

    [Fact]
    public void The_usual_space_of_a_network_holds_its_sizes_its_training_and_its_features()
    {
        var space = SearchSpace.Default(Cnn);

        Assert.Equal("log:0.0001..0.01", Range(space, "training.learning_rate"));
        Assert.Equal("8,16,32/16,32,64/32,64,128", Range(space, "network.channels"));
        Assert.Equal("40,64,80,128", Range(space, "input.mel_bands"));
        Assert.Equal("none,512,1024,2048", Range(space, "input.fft_length"));
        Assert.Equal("0..0.5", Range(space, "network.dropout"));
    }

    public static TheoryData<string> Models => [.. KnownModels.Names];

    [Theory, MemberData(nameof(Models))]
    public void Every_model_has_a_usual_space_whose_values_it_takes(string model)
    {
        var options = KnownModels.Defaults(model);
        var space = SearchSpace.Default(options);

        Assert.NotEmpty(space.Dimensions);
        var random = new Random(1);
        for (int i = 0; i < 50; i++)
            foreach (var dimension in space.Dimensions) Assert.NotNull(OptionsSettings.With(options, dimension.Key, dimension.Sample(random)));
    }

    [Theory]
    [InlineData("n_mels", "32..64", "input.mel_bands", "32..64")]
    [InlineData("lr", "log: 1e-5..1e-1", "training.learning_rate", "log:1E-05..0.1")]
    [InlineData("optimizer", "Adam, adam-w,adam", "training.optimizer", "adam,adam_w")]
    [InlineData("channels", "8,16 / 16,32,64", "network.channels", "8,16/16,32,64")]
    [InlineData("clip_norm", "none,1", "training.clip_norm", "none,1")]
    public void A_range_is_read_for_its_setting(string key, string range, string whole, string expected)
    {
        Assert.Equal(expected, Range(SearchSpace.Default(Cnn).With(Cnn, key, range), whole));
    }

    [Theory]
    [InlineData("epoch", "1..3", "There is no setting 'epoch'; did you mean training.epochs?")]
    [InlineData("epochs", "1..3.5", "training.epochs must be a whole number, got '3.5'.")]
    [InlineData("epochs", "3..1", "training.epochs: '3..1' is empty; write the lower end first.")]
    [InlineData("epochs", "-1..3", "training.epochs: Epochs must be positive, got -1.")]
    [InlineData("weight_decay", "log:0..1", "training.weight_decay: a logarithmic range begins above 0, got 'log:0..1'.")]
    [InlineData("optimizer", "adam,lion", "training.optimizer must be one of adam,")]
    [InlineData("optimizer", "adam..sgd", "training.optimizer is no number, so 'adam..sgd' is no range of it; write its values with commas.")]
    [InlineData("epochs", ",", "training.epochs has no values to search;")]
    public void A_range_that_does_not_fit_is_refused(string key, string range, string message)
    {
        var error = Assert.Throws<SettingException>(() => SearchSpace.Default(Cnn).With(Cnn, key, range));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_taken_out_is_not_searched()
    {
        var space = SearchSpace.Default(Cnn).Without(Cnn, "lr");

        Assert.DoesNotContain(space.Dimensions, dimension => dimension.Key == "training.learning_rate");
    }

    [Fact]
    public void Whole_numbers_have_equal_chances_to_the_ends()
    {
        var dimension = SearchDimension.Parse(OptionsSettings.Find(new RandomForestOptions(), "minimum_examples_per_leaf"), "1..4");
        var random = new Random(3);

        var counts = Enumerable.Range(0, 4000).CountBy(_ => dimension.Sample(random)).ToDictionary();

        Assert.Equal(["1", "2", "3", "4"], counts.Keys.Order());
        Assert.All(counts.Values, count => Assert.InRange(count, 900, 1100));   // 1000 expected, deviation 27
    }

    private static string Range(SearchSpace space, string key) => space.Dimensions.Single(dimension => dimension.Key == key).Range;
}
