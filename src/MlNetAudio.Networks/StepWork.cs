using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks;

/// <summary>
/// Multiplications with addition that one example costs in a training step: forward, by the weights and by the inputs. What only the network's input would need is not computed and not counted; a
/// recurrence has no state before its first step.
/// </summary>
internal static class StepWork
{
    public static long Of(NetworkSpec network)
    {
        var counter = new Counter();
        bool needsGradient = false;
        foreach (var layer in network.Layers) needsGradient = counter.Add(layer, needsGradient);
        return counter.Total;
    }

    private sealed class Counter
    {
        public long Total { get; private set; }

        /// <param name="needsGradient">Whether weights come before the layer, which the gradient of its input serves.</param>
        /// <returns>The same behind it.</returns>
        public bool Add(NetworkLayer layer, bool needsGradient)
        {
            switch (layer.Spec)
            {
                case Residual { Shortcut: not null }:
                    bool shortcut = Add(layer.Children[^1], needsGradient);
                    return AddInOrder(layer.Children.SkipLast(1), needsGradient) | shortcut;
                case Sequential or TransformerEncoderLayer or Residual:
                    return AddInOrder(layer.Children, needsGradient);
                case SkipSum spec:
                    int child = 0;
                    foreach (var block in spec.Blocks)
                    {
                        bool z = Add(layer.Children[child++], needsGradient);
                        if (block.Residual is not null) z |= Add(layer.Children[child++], z);
                        if (block.Skip is not null) z |= Add(layer.Children[child++], z);
                        needsGradient |= z;
                    }
                    return needsGradient;
                case Sum or Concat or Gated:
                    return layer.Children.Aggregate(needsGradient, (needed, branch) => needed | Add(branch, needsGradient));
                default:
                    Total += layer.Spec switch
                    {
                        RecurrentLayer spec => Recurrence(spec, layer.Input, needsGradient),
                        MultiHeadSelfAttention => Attention(layer.Input, needsGradient),
                        _ => (needsGradient ? 3 : 2) * LayerSummary.MultiplyAdds(layer),
                    };
                    return needsGradient || layer.Parameters.Any(parameter => parameter.IsTrainable);
            }
        }

        private bool AddInOrder(IEnumerable<NetworkLayer> layers, bool needsGradient) => layers.Aggregate(needsGradient, (needed, layer) => Add(layer, needed));

        /// <summary>Of the inputs' weights all steps, of the states' all but the first, each forward, by the weights and by what was read.</summary>
        private static long Recurrence(RecurrentLayer spec, Shape input, bool needsGradient)
        {
            long steps = input[0], rows = (long)spec.Gates * spec.HiddenSize, sum = 0;
            for (int place = 0; place < spec.Layers; place++)
                sum += (needsGradient || place > 0 ? 3 : 2) * steps * rows * spec.InputSize(input, place) + 3 * (steps - 1) * rows * spec.HiddenSize;
            return spec.Directions * sum;
        }

        /// <summary>Queries, keys and values; scores and their use, which have no weights but two operands; the linear layer behind.</summary>
        private static long Attention(Shape input, bool needsGradient)
        {
            long steps = input[0], features = input[1];
            return (needsGradient ? 3 : 2) * 3 * steps * features * features + 3 * 2 * steps * steps * features + 3 * steps * features * features;
        }
    }
}
