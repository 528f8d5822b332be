using System.Reflection;
using MlNetAudio.Networks;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Networks.Zoo;

namespace MlNetAudio.Tests.Networks.Zoo;

public class NetworkOptionsTests
{
    public static TheoryData<Type> Kinds => [.. KnownNetworks.All.Select(network => network.Options.GetType()).Distinct()];

    [Theory, MemberData(nameof(Kinds))]
    public void Every_property_is_one_that_a_configuration_can_set(Type kind)
    {
        var properties = kind.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.Name != "EqualityContract").ToArray();

        Assert.NotEmpty(properties);
        Assert.All(properties, property =>
        {
            Assert.True(property.CanWrite, property.Name);
            Assert.True(property.PropertyType.IsEnum || property.PropertyType == typeof(int) || property.PropertyType == typeof(float) || property.PropertyType == typeof(bool)
                || property.PropertyType == typeof(IReadOnlyList<int>), $"{property.Name} is a {property.PropertyType.Name}");
        });
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Options_of_equal_values_are_equal(Type kind) => Assert.Equal(Activator.CreateInstance(kind), Activator.CreateInstance(kind));

    [Fact]
    public void Lists_are_copied_compared_by_value_and_shown()
    {
        var channels = new List<int> { 8, 4 };
        var options = new CnnOptions { Channels = channels };
        channels.Add(2);

        Assert.Equal(new CnnOptions { Channels = [8, 4] }, options);
        Assert.Contains("Channels = [8, 4]", options.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Hyper_parameters_reach_the_network()
    {
        var network = new CnnOptions { Channels = [4], Kernel = 5, Pool = 3, UsesBatchNorm = true, Hidden = [], Dropout = 0 }.Create(Shape.Of(1, 9, 9), logits: 2);

        Assert.Equal(
            [new Conv2d(4, Kernel: 5, Padding: 2), new BatchNorm(), new Relu(), new MaxPool2d(3), new Flatten(), new Linear(2)],
            network.Layers.Select(layer => layer.Spec));
    }

    [Theory]
    [InlineData(0, 36), InlineData(1, 36), InlineData(4, 37)]
    public void An_mlp_may_have_dropout_and_another_activation(int hidden, int units)
    {
        var network = new MlpOptions { Hidden = [.. Enumerable.Repeat(units, hidden)], Activation = HiddenActivation.Gelu, Dropout = 0.1f }.Create(Shape.Of(3, 2), logits: 1);

        Assert.Equal(1 + 3 * hidden + 1, network.Layers.Count);
    }

    [Theory]
    [InlineData(StepPooling.FinalState, 16), InlineData(StepPooling.Attention, 16), InlineData(StepPooling.Mean, 16), InlineData(StepPooling.Max, 16)]
    public void Steps_become_one_vector_in_every_way(StepPooling pooling, int features)
    {
        var network = new RecurrentOptions { Cell = RecurrentCell.Gru, Units = 8, IsBidirectional = true, Pooling = pooling }.Create(Shape.Of(5, 7), logits: 1);

        Assert.Equal(Shape.Of(features), network.Layers[^1].Input);
    }

    [Fact]
    public void A_transformer_cuts_patches_along_both_axes()
    {
        var network = new TransformerOptions { PatchBands = 16, PatchFrames = 10 }.Create(Shape.Of(1, 128, 251), logits: 1);

        Assert.Equal(Shape.Of(8 * 25, 64), network.Layers[3].Input);
    }

    [Fact]
    public void A_transformer_takes_lengths_where_its_patches_have_all_bands()
    {
        var input = Shape.Of(1, 128, 251);

        Assert.Equal(251, new TransformerOptions().Create(input, logits: 1).Time?.Steps);
        Assert.Equal(10, new TransformerOptions { PatchBands = 128, PatchFrames = 10 }.Create(input, logits: 1).ShortestLength);
        Assert.Null(new TransformerOptions { PatchBands = 16, PatchFrames = 10 }.Create(input, logits: 1).Time);
    }

    [Fact]
    public void The_other_sizes_of_DS_CNN_have_the_parameters_of_the_paper()
    {
        Assert.InRange(DsCnnOptions.Medium.Create(Shape.Of(1, 10, 49), logits: 12).ParameterCount, 130_000, 140_000);
        Assert.InRange(DsCnnOptions.Large.Create(Shape.Of(1, 10, 49), logits: 12).ParameterCount, 405_000, 420_000);
    }

    [Theory]
    [InlineData(1f, 9_232), InlineData(1.5f, 17_154), InlineData(2f, 27_284), InlineData(3f, 54_168), InlineData(6f, 187_812), InlineData(8f, 321_068)]
    public void Every_width_of_BC_ResNet_has_the_parameters_of_the_authors_code(float tau, long parameters) =>
        Assert.Equal(parameters, new BcResNetOptions { Tau = tau }.Create(Shape.Of(1, 40, 101), logits: 12).ParameterCount);

    [Fact]
    public void Bands_are_normalised_in_as_many_groups_as_divide_them()
    {
        var network = new BcResNetOptions().Create(Shape.Of(1, 128, 63), logits: 12);

        Assert.Contains(network.AllLayers, layer => layer.Spec is BatchNorm && layer.Input.Equals(Shape.Of(24 * 4, 16, 63)));
    }

    [Fact]
    public void What_does_not_fit_is_refused_by_name()
    {
        Assert.Equal("Channels must be positive, got 0.", Assert.Throws<ArgumentOutOfRangeException>(() => new CnnOptions { Channels = [16, 0] }).Message);
        Assert.Equal("Dropout must be at least 0 and below 1, got 1.", Assert.Throws<ArgumentOutOfRangeException>(() => new DsCnnOptions { Dropout = 1 }).Message);
        Assert.Equal("Cell must be one of Lstm, Gru, Rnn, got 7.", Assert.Throws<ArgumentOutOfRangeException>(() => new RecurrentOptions { Cell = (RecurrentCell)7 }).Message);
        Assert.Equal(
            "StageBlocks [2] and StageStrides [1, 2, 2, 1] must have one number for each stage.",
            Assert.Throws<ArgumentException>(() => new BcResNetOptions { StageBlocks = [2] }.Create(Shape.Of(1, 40, 101), logits: 12)).Message);
        Assert.Equal(
            "RecurrentOptions needs a spectrogram [1, bands, frames] or features [bands, frames] but receives [4].",
            Assert.Throws<ShapeException>(() => RecurrentOptions.Lstm.Create(Shape.Of(4), logits: 1)).Message);
    }
}
