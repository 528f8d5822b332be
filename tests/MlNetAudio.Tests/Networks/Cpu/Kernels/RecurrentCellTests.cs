using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu.Kernels;

/// <summary>Recurrent cells against their references, at every length around four 16-lane vectors, with and without a step before, and the functions they are made of.</summary>
[Trait("Category", "Kernels")]
public unsafe class RecurrentCellTests
{
    public static TheoryData<int> EveryLength => [.. Enumerable.Range(1, 67)];

    [Theory, MemberData(nameof(EveryLength))]
    public void An_Lstm_cell_agrees_with_its_reference(int hidden)
    {
        foreach (bool isFirst in (bool[])[false, true])
        {
            Buffers expected = new(hidden), actual = new(hidden);

            fixed (float* gates = expected.Gates, previous = expected.Previous, cell = expected.Cell, tanh = expected.Tanh, state = expected.State, upstream = expected.Upstream, carry = expected.Carry)
            {
                LstmCell.ForwardReference(gates, gates, isFirst ? null : previous, cell, tanh, state, hidden);
                LstmCell.BackwardReference(gates, isFirst ? null : previous, tanh, upstream, carry, hidden);
            }
            fixed (float* gates = actual.Gates, previous = actual.Previous, cell = actual.Cell, tanh = actual.Tanh, state = actual.State, upstream = actual.Upstream, carry = actual.Carry)
            {
                LstmCell.Forward(gates, gates, isFirst ? null : previous, cell, tanh, state, hidden);
                LstmCell.Backward(gates, isFirst ? null : previous, tanh, upstream, carry, hidden);
            }

            expected.AssertEqual(actual);
        }
    }

    [Theory, MemberData(nameof(EveryLength))]
    public void A_Gru_cell_agrees_with_its_reference(int hidden)
    {
        foreach (bool isFirst in (bool[])[false, true])
        {
            Buffers expected = new(hidden), actual = new(hidden);

            fixed (float* gates = expected.Gates, previous = expected.Previous, state = expected.State, upstream = expected.Upstream)
            {
                GruCell.ForwardReference(gates, gates, isFirst ? null : previous, state, hidden);
                GruCell.BackwardReference(gates, isFirst ? null : previous, upstream, hidden);
            }
            fixed (float* gates = actual.Gates, previous = actual.Previous, state = actual.State, upstream = actual.Upstream)
            {
                GruCell.Forward(gates, gates, isFirst ? null : previous, state, hidden);
                GruCell.Backward(gates, isFirst ? null : previous, upstream, hidden);
            }

            expected.AssertEqual(actual);
        }
    }

    [Theory, MemberData(nameof(EveryLength))]
    public void A_plain_recurrent_cell_agrees_with_its_reference(int hidden)
    {
        foreach (bool relu in (bool[])[false, true])
        {
            Buffers expected = new(hidden), actual = new(hidden);

            fixed (float* gates = expected.Gates, state = expected.State, upstream = expected.Upstream)
            {
                RnnCell.ForwardReference(relu, gates, state, hidden);
                RnnCell.BackwardReference(relu, state, upstream, gates, hidden);
            }
            fixed (float* gates = actual.Gates, state = actual.State, upstream = actual.Upstream)
            {
                RnnCell.Forward(relu, gates, state, hidden);
                RnnCell.Backward(relu, state, upstream, gates, hidden);
            }

            expected.AssertEqual(actual);
        }
    }

    [Fact]
    public void Gradients_too_small_to_matter_become_zero()
    {
        const int Hidden = 20;
        var cell = new Buffers(Hidden);
        cell.Carry.AsSpan().Fill(1e-30f);
        cell.Upstream.AsSpan().Fill(1e-30f);

        fixed (float* gates = cell.Gates, tanh = cell.Tanh, upstream = cell.Upstream, carry = cell.Carry) LstmCell.Backward(gates, null, tanh, upstream, carry, Hidden);

        Assert.All(cell.Gates.Concat(cell.Carry), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Sigmoid_and_tanh_keep_their_stated_relative_error_from_tiny_to_saturated_values()
    {
        float[] magnitudes = [.. Enumerable.Range(0, 4000).Select(i => 1e-6f * MathF.Pow(10, i * 7.9f / 4000))];   // to 80
        foreach (float x in magnitudes.Concat(magnitudes.Select(x => -x)).Append(0))
        {
            AssertClose(1 / (1 + Math.Exp(-x)), Value(x, sigmoid: true));
            AssertClose(Math.Tanh(x), Value(x, sigmoid: false));
        }

        static void AssertClose(double expected, float actual) => Assert.True(Math.Abs(actual - expected) <= 5e-7 * Math.Abs(expected), $"{expected} came out as {actual}");
    }

    [Theory]
    [InlineData(float.PositiveInfinity, 1, 1), InlineData(float.NegativeInfinity, 0, -1), InlineData(float.NaN, float.NaN, float.NaN)]
    public void Sigmoid_and_tanh_of_infinity_and_NaN_are_what_they_tend_to(float x, float sigmoid, float tanh)
    {
        Assert.Equal(sigmoid, Value(x, sigmoid: true), 1e-37f);
        Assert.Equal(tanh, Value(x, sigmoid: false));
    }

    /// <summary>The first lane of the widest vectors there are.</summary>
    private static float Value(float x, bool sigmoid)
    {
        float* values = stackalloc float[16];
        new Span<float>(values, 16).Fill(x);
        if (System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated) Apply<Lanes512>(values, sigmoid);
        else Apply<LanesPortable>(values, sigmoid);
        return values[0];
    }

    private static void Apply<T>(float* values, bool sigmoid) where T : struct, ILanes<T> =>
        (sigmoid ? GateFunctions.Sigmoid(T.Load(values)) : GateFunctions.Tanh(T.Load(values))).Store(values);

    private sealed class Buffers(int hidden)
    {
        public float[] Gates { get; } = Some.Floats(4 * hidden, seed: 1);

        public float[] Previous { get; } = Some.Floats(hidden, seed: 2);

        public float[] Upstream { get; } = Some.Floats(hidden, seed: 3);

        public float[] Carry { get; } = Some.Floats(hidden, seed: 4);

        public float[] Cell { get; } = new float[hidden];

        public float[] Tanh { get; } = new float[hidden];

        public float[] State { get; } = new float[hidden];

        public void AssertEqual(Buffers actual)
        {
            Approximately.Equal(Gates, actual.Gates, tolerance: 1e-6);
            Approximately.Equal(Upstream, actual.Upstream, tolerance: 1e-6);
            Approximately.Equal(Carry, actual.Carry, tolerance: 1e-6);
            Approximately.Equal(Cell, actual.Cell, tolerance: 1e-6);
            Approximately.Equal(Tanh, actual.Tanh, tolerance: 1e-6);
            Approximately.Equal(State, actual.State, tolerance: 1e-6);
        }
    }
}
