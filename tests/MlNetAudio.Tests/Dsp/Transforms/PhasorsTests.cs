using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Dsp.Transforms.Lanes;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Transforms;

[Trait("Category", "Kernels")]
public class PhasorsTests
{
    private const int Bins = 19;

    /// <summary>All lanes, or some; within one block, two and three, frames skipped and repeated.</summary>
    public static TheoryData<int, int, double> Placements => new() { { 0, 8, 1.2 }, { 0, 8, 0.3 }, { 0, 8, 2 }, { 0, 1, 1 }, { 3, 8, 2.7 }, { 2, 5, 7.5 }, { 7, 8, 0.01 } };

    [Theory, MemberData(nameof(Placements))]
    public unsafe void Advancing_agrees_with_its_reference(int first, int end, double rate)
    {
        var (window, memory) = Window(size: 1, seed: 1);
        memory[0].Span.Slice(5 * Stft.Lanes, 3).Clear();   // silence in some frames of a bin
        memory[3].Span.Slice(5 * Stft.Lanes, 3).Clear();
        var placement = Placement(first, end, rate);
        AlignedBuffer turns = Turns(), expectedTurns = Turns(), re = Filled(7), im = Filled(7), expectedRe = Filled(7), expectedIm = Filled(7);

        Phasors.AdvanceReference(window, placement, Bins, expectedTurns.Pointer, expectedRe.Pointer, expectedIm.Pointer);
        Phasors.Advance(window, placement, Bins, turns.Pointer, re.Pointer, im.Pointer);

        Near(expectedRe, re);
        Near(expectedIm, im);
        Near(expectedTurns, turns);
        GC.KeepAlive(memory);
    }

    [Fact]
    public unsafe void Magnitudes_are_interpolated_and_phases_advance_by_their_difference()
    {
        var (window, memory) = Window(size: 1, seed: 2);
        var placement = Placement(0, 8, 1.2);
        AlignedBuffer turns = Turns(), re = Filled(0), im = Filled(0);

        Phasors.Advance(window, placement, Bins, turns.Pointer, re.Pointer, im.Pointer);

        for (int bin = 0; bin < Bins; bin++)
        {
            double angle = 0;
            for (int lane = 0; lane < Stft.Lanes; lane++)
            {
                var (re0, im0) = window.At((int)placement.Before[lane], bin);
                var (re1, im1) = window.At((int)placement.Before[lane] + 1, bin);
                double magnitude = (1 - placement.Late[lane]) * double.Hypot(re0, im0) + placement.Late[lane] * double.Hypot(re1, im1);
                Assert.Equal(magnitude * Math.Cos(angle), re.Span[bin * Stft.Lanes + lane], 1e-13);
                Assert.Equal(magnitude * Math.Sin(angle), im.Span[bin * Stft.Lanes + lane], 1e-13);
                angle += Math.Atan2(im1, re1) - Math.Atan2(im0, re0);
            }
        }
        GC.KeepAlive(memory);
    }

    [Theory, InlineData(1e-140), InlineData(1e-30), InlineData(1e30), InlineData(1e140)]
    public unsafe void Magnitudes_may_be_of_any_size(double size)
    {
        var (window, memory) = Window(size, seed: 3);
        AlignedBuffer turns = Turns(), expectedTurns = Turns(), re = Filled(0), im = Filled(0), expectedRe = Filled(0), expectedIm = Filled(0);

        Phasors.AdvanceReference(window, Placement(0, 8, 1.5), Bins, expectedTurns.Pointer, expectedRe.Pointer, expectedIm.Pointer);
        Phasors.Advance(window, Placement(0, 8, 1.5), Bins, turns.Pointer, re.Pointer, im.Pointer);

        for (int i = 0; i < re.Length; i++) Assert.Equal(expectedRe.Span[i] / size, re.Span[i] / size, 1e-13);
        Near(expectedTurns, turns);
        GC.KeepAlive(memory);
    }

    [Fact]
    public unsafe void What_is_zero_or_too_small_to_have_a_direction_is_silent_and_turns_nothing()
    {
        var (window, memory) = Window(size: 1e-200, seed: 4);
        AlignedBuffer turns = Turns(), re = Filled(7), im = Filled(7);

        Phasors.Advance(window, Placement(0, 8, 1), Bins, turns.Pointer, re.Pointer, im.Pointer);

        Assert.All(re.Span.ToArray(), value => Assert.Equal(0, value));
        Near(Turns(), turns);
        Assert.Equal((1, 0), Phasors.Unit(1e-200, -1e-308));
        GC.KeepAlive(memory);
    }

    /// <summary>24 frames, and what holds their memory.</summary>
    private static unsafe (Phasors.Window Window, AlignedBuffer[] Memory) Window(double size, int seed)
    {
        AlignedBuffer[] memory = [.. Enumerable.Range(0, 2 * Phasors.Blocks).Select(_ => new AlignedBuffer(Bins * Stft.Lanes))];
        for (int part = 0; part < memory.Length; part++)
        {
            float[] values = Some.Floats(memory[part].Length, seed * 10 + part);
            for (int i = 0; i < values.Length; i++) memory[part].Span[i] = size * values[i];
        }
        return (new() { Re0 = memory[0].Pointer, Re1 = memory[1].Pointer, Re2 = memory[2].Pointer, Im0 = memory[3].Pointer, Im1 = memory[4].Pointer, Im2 = memory[5].Pointer }, memory);
    }

    private static unsafe Phasors.Placement Placement(int first, int end, double rate)
    {
        var placement = new Phasors.Placement { First = first, End = end };
        for (int lane = first; lane < end; lane++) (placement.Before[lane], placement.Late[lane]) = ((long)((lane - first) * rate), (lane - first) * rate % 1);
        return placement;
    }

    private static AlignedBuffer Turns()
    {
        var turns = new AlignedBuffer(2 * Bins);
        for (int i = 0; i < turns.Length; i += 2) turns.Span[i] = 1;
        return turns;
    }

    private static AlignedBuffer Filled(double value)
    {
        var filled = new AlignedBuffer(Bins * Stft.Lanes);
        filled.Span.Fill(value);
        return filled;
    }

    private static void Near(AlignedBuffer expected, AlignedBuffer actual)
    {
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected.Span[i], actual.Span[i], 1e-13);   // products of some ten units, each rounded
    }
}
