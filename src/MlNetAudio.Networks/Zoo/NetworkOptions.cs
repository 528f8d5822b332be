using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Zoo;

/// <summary>
/// The hyper-parameters of one kind of network, all with the defaults of its source; they are int, float, bool, enums and lists of int, so that a configuration can set each by its name.
/// Parameters begin as PyTorch's modules begin them.
/// </summary>
public abstract record NetworkOptions
{
    /// <summary>The network for examples of that shape, ending in logits: one for a yes/no question, else one for each class.</summary>
    /// <exception cref="ShapeException">The network cannot read that shape; the message says what it needs.</exception>
    public abstract NetworkSpec Create(Shape input, int logits);

    /// <summary>[1, bands, frames] or [bands, frames] → [frames, bands].</summary>
    private protected IReadOnlyList<LayerSpec> FrameByFrame(Shape input) => input.Rank switch
    {
        2 => [new Transpose(0, 1)],
        3 => [new Permute(2, 0, 1), new Flatten(1)],
        _ => throw new ShapeException($"{GetType().Name} needs a spectrogram [1, bands, frames] or features [bands, frames] but receives {input}."),
    };

    private protected void CheckIsImage(Shape input)
    {
        if (input.Rank != 3) throw new ShapeException($"{GetType().Name} needs a spectrogram [1, bands, frames] but receives {input}.");
    }

    /// <summary>[features] → [logits]: hidden layers with ReLU and dropout, then the logits.</summary>
    private protected static IReadOnlyList<LayerSpec> Classifier(IReadOnlyList<int> hidden, float dropout, int logits) =>
        [.. hidden.SelectMany(units => (LayerSpec[])[new Linear(units), new Relu(), new Dropout(dropout)]), new Linear(logits)];
}
