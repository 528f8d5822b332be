using MlNetAudio.Networks.Training;
using static TorchSharp.torch;

namespace MlNetAudio.Networks.TorchSharp;

/// <summary>Which values a dropout keeps: the CPU engine's masks, drawn on the device. SplitMix64 counts, so a value of the stream is a function of its index, and int64 wraps around as ulong does.</summary>
internal static class DropoutMasks
{
    /// <summary>1 / (1 − probability) where the stream's value is kept, else 0.</summary>
    /// <param name="indices">Of the stream's values, int64, any shape.</param>
    public static Tensor Draw(in RandomStream stream, float probability, Tensor indices)
    {
        var bits = indices.Times(Signed(RandomStream.Gamma)).Plus(Signed(unchecked(stream.Origin + RandomStream.Gamma)));
        bits = (bits ^ Shifted(bits, 30)).Times(Signed(RandomStream.FirstFactor));
        bits = (bits ^ Shifted(bits, 27)).Times(Signed(RandomStream.SecondFactor));
        bits ^= Shifted(bits, 31);
        var uniform = Shifted(bits, 40).to_type(float32).Times(1f / (1 << 24));
        return uniform.IsAtLeast(probability).to_type(float32).Times(1 / (1 - probability));
    }

    /// <summary>Index 0 .. count − 1 in a shape.</summary>
    public static Tensor Places(Device device, params long[] shape) => ones([shape.Aggregate(1L, (product, length) => product * length)], int64, device).cumsum(0).Plus(-1L).view(shape);

    /// <summary>Zeros come in from the left, as in a shift of an ulong.</summary>
    private static Tensor Shifted(Tensor bits, int count) => bits.bitwise_right_shift(tensor((long)count, int64, bits.device)).bitwise_and(tensor((1L << (64 - count)) - 1, int64, bits.device));

    private static long Signed(ulong value) => unchecked((long)value);
}
