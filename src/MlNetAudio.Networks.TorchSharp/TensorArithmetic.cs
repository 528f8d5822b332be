using TorchSharp;
using static TorchSharp.torch;

namespace MlNetAudio.Networks.TorchSharp;

/// <summary>
/// Arithmetic of tensors with numbers. TorchSharp wraps a number in an object that it does not keep alive: where the garbage collector runs at that moment, the native call reads freed memory ("Unknown scalar type").
/// Here the number lives until the call returns.
/// </summary>
internal static class TensorArithmetic
{
    public static Tensor Times(this Tensor tensor, float factor)
    {
        using Scalar number = factor;
        return tensor.mul(number);
    }

    public static Tensor Times(this Tensor tensor, long factor)
    {
        using Scalar number = factor;
        return tensor.mul(number);
    }

    public static Tensor Plus(this Tensor tensor, float term)
    {
        using Scalar number = term;
        return tensor.add(number);
    }

    public static Tensor Plus(this Tensor tensor, long term)
    {
        using Scalar number = term;
        return tensor.add(number);
    }

    public static Tensor IsAtLeast(this Tensor tensor, float bound)
    {
        using Scalar number = bound;
        return tensor.ge(number);
    }

    public static Tensor Filled(this Tensor tensor, Tensor mask, float value)
    {
        using Scalar number = value;
        return tensor.masked_fill(mask, number);
    }

    public static Tensor Clamped(this Tensor tensor, float least, float most)
    {
        using Scalar low = least, high = most;
        return tensor.clamp(low, high);
    }

    public static Tensor LeakyRelu(this Tensor tensor, float slope)
    {
        using Scalar number = slope;
        return tensor.leaky_relu(number);
    }

    /// <summary>In place, as are those below.</summary>
    public static Tensor Scale(this Tensor tensor, float factor)
    {
        using Scalar number = factor;
        return tensor.mul_(number);
    }

    public static Tensor Add(this Tensor tensor, float term)
    {
        using Scalar number = term;
        return tensor.add_(number);
    }

    /// <summary>+= factor · term.</summary>
    public static Tensor Add(this Tensor tensor, Tensor term, float factor)
    {
        using Scalar number = factor;
        return tensor.add_(term, number);
    }

    /// <summary>+= factor · a · b.</summary>
    public static Tensor AddProduct(this Tensor tensor, Tensor a, Tensor b, float factor)
    {
        using Scalar number = factor;
        return tensor.addcmul_(a, b, number);
    }

    /// <summary>+= factor · a / b.</summary>
    public static Tensor AddQuotient(this Tensor tensor, Tensor a, Tensor b, float factor)
    {
        using Scalar number = factor;
        return tensor.addcdiv_(a, b, number);
    }
}
