namespace MlNetAudio.Networks.Training;

/// <summary>Fresh weights as PyTorch's modules draw them: uniform in −bound..bound, the bound from each parameter's <c>InitialBound</c>.</summary>
public static class InitialWeights
{
    /// <summary>The same weights for a seed on every machine, backend and .NET version; each parameter has its own stream.</summary>
    public static NetworkWeights Draw(NetworkSpec network, int seed)
    {
        var values = new Dictionary<string, float[]>();
        foreach (var parameter in network.Parameters)
        {
            var stream = new RandomStream(seed, RandomUse.InitialWeights, major: values.Count);
            float[] array = new float[parameter.Shape.Count];
            for (int i = 0; i < array.Length; i++) array[i] = parameter.InitialValue + (2 * stream.Uniform(i) - 1) * parameter.InitialBound;
            values.Add(parameter.Name, array);
        }
        return new(network, values);
    }
}
