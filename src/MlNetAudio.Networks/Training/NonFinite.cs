using System.Numerics.Tensors;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Training;

/// <summary>Where NaN or infinity came up, and what a backend says of the place: the ends of <see cref="TrainingDivergedException"/>s.</summary>
internal static class NonFinite
{
    /// <summary>The first place, from start on, that holds NaN or infinity; −1: there is none.</summary>
    public static int IndexIn(ReadOnlySpan<float> values, int start = 0)
    {
        if (float.IsFinite(TensorPrimitives.SumOfMagnitudes(values[start..]))) return -1;
        for (int i = start; i < values.Length; i++)
            if (!float.IsFinite(values[i])) return i;
        return -1;
    }

    public const string Nowhere = "every layer's output is finite; lower the learning rate, or look at the class weights";

    /// <param name="at">Which of the example's values.</param>
    public static string Input(int example, int at, float value) => FormattableString.Invariant($"input {example} of the batch holds {value} at value {at}; clean the data");

    public static string Output(NetworkLayer layer) => $"layer {layer.Name}, {layer.Spec}, is the first whose output is not finite; lower the learning rate";

    /// <summary>Backward goes from the last layer to the first, so the last layer with such a gradient was the first to get one.</summary>
    public static string Gradient(NetworkSpec network, string parameter, float value)
    {
        string layer = network.AllLayers.FirstOrDefault(layer => layer.Parameters.Any(other => other.Name == parameter)) is { } owner ? $"layer {owner.Name}, {owner.Spec}," : $"the layer of '{parameter}'";
        return FormattableString.Invariant($"{layer} is the first on the way back whose gradient is not finite: '{parameter}' has {value}; lower the learning rate, or look at the scale of inputs and targets.");
    }
}
