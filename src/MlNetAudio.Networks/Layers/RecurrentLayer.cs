namespace MlNetAudio.Networks.Layers;

/// <summary>
/// [steps, features] → the final states [HiddenSize], or with ReturnSequences the states of all steps [steps, HiddenSize]; both directions make 2 · HiddenSize, forward first. What
/// <see cref="Rnn"/>, <see cref="Gru"/> and <see cref="Lstm"/> have in common: torch's modules with batch_first and zero initial state.
/// </summary>
/// <remarks>
/// weight_ih_lK [gates · hidden, input], weight_hh_lK [gates · hidden, hidden], bias_ih_lK, bias_hh_lK, as PyTorch keeps them; the backward direction's end in _reverse. The final state is that
/// after the last step it has read, so backward that of step 0: PyTorch's h_n, not output[:, -1].
/// </remarks>
/// <param name="Layers">Stacked layers; each reads the steps of the one below.</param>
public abstract record RecurrentLayer(int HiddenSize, int Layers, bool ReturnSequences) : LayerSpec
{
    /// <summary>A second set of layers reads the steps from the last to the first; each stacked layer reads both.</summary>
    public bool Bidirectional { get; init; }

    /// <summary>Probability of dropout between stacked layers.</summary>
    public float Dropout { get; init => field = Require.Decay(value); }

    /// <summary>Rows of the weights, in multiples of HiddenSize.</summary>
    public abstract int Gates { get; }

    /// <summary>1 or 2.</summary>
    public int Directions => Bidirectional ? 2 : 1;

    public sealed override Shape InferOutput(Shape input)
    {
        if (HiddenSize <= 0 || Layers <= 0) throw new ShapeException($"{this} needs a positive HiddenSize and Layers.");
        if (input.Rank != 2) throw new ShapeException($"{this} needs [steps, features] but receives {input}; put Permute(2, 0, 1) and Flatten(1) before it to read a spectrogram [1, mels, frames] frame by frame.");
        return ReturnSequences ? Shape.Of(input[0], Directions * HiddenSize) : Shape.Of(Directions * HiddenSize);
    }

    /// <summary>Each example is read to its own end, in both directions, and all steps behind it are zero: torch's pack_padded_sequence and pad_packed_sequence.</summary>
    public sealed override TimeAxis? InferTime(Shape input, TimeAxis time) => time.Axis != 0 ? throw MixesTime(input, time) : ReturnSequences ? time : null;

    /// <summary>Values of each step that a stacked layer reads.</summary>
    public int InputSize(Shape input, int layer) => layer == 0 ? input[1] : Directions * HiddenSize;

    public sealed override IReadOnlyList<ParameterSpec> Parameters(Shape input)
    {
        float bound = 1 / MathF.Sqrt(HiddenSize);
        int rows = Gates * HiddenSize;
        var parameters = new List<ParameterSpec>();
        for (int layer = 0; layer < Layers; layer++)
            for (int direction = 0; direction < Directions; direction++)
            {
                string suffix = Suffix(layer, direction);
                parameters.Add(new($"weight_ih_{suffix}", Shape.Of(rows, InputSize(input, layer)), bound));
                parameters.Add(new($"weight_hh_{suffix}", Shape.Of(rows, HiddenSize), bound));
                parameters.Add(new($"bias_ih_{suffix}", Shape.Of(rows), bound));
                parameters.Add(new($"bias_hh_{suffix}", Shape.Of(rows), bound));
            }
        return parameters;
    }

    /// <summary>How PyTorch ends the names of a layer's parameters: "l0", "l0_reverse".</summary>
    public static string Suffix(int layer, int direction) => direction == 0 ? $"l{layer}" : $"l{layer}_reverse";

    private protected string Describe(string name, string more = "") =>
        FormattableString.Invariant($"{name}({HiddenSize}, layers {Layers}{more}{(Bidirectional ? ", both directions" : "")}{(Dropout > 0 ? $", dropout {Dropout}" : "")}{(ReturnSequences ? ", all steps" : "")})");
}
