using MlNetAudio.Dsp.Io;

namespace MlNetAudio.Tests.Support;

/// <summary>The values of a .npy file: the golden values.</summary>
internal sealed record Npy(int[] Shape, double[] Values)
{
    public float[] Floats => Array.ConvertAll(Values, value => (float)value);

    public static Npy Read(string path)
    {
        var array = NpyFile.Read(path);
        return new([.. array.Shape], array.ToDouble());
    }
}
