using System.Numerics;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Networks;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>waveform [batch, samples] of any length → standardised log-mel [batch, 1, mels, frames] of ClipSamples samples.</summary>
internal sealed class LogMelGraph
{
    private readonly GraphBuilder _graph;
    private readonly LogMelFrontEnd _frontEnd;
    private readonly LogMelOptions _options;
    private readonly DftFactors _dft;
    private readonly int _frames;

    private LogMelGraph(GraphBuilder graph, LogMelFrontEnd frontEnd)
    {
        (_graph, _frontEnd, _options) = (graph, frontEnd, frontEnd.Options);
        _dft = DftFactors.Of(_options.FftLength);
        _frames = _options.FrameCount(frontEnd.ClipSamples);
    }

    public static FeatureValue Append(GraphBuilder graph, LogMelFrontEnd frontEnd, string waveform)
    {
        var builder = new LogMelGraph(graph, frontEnd);
        string power = builder.Power(builder.Frames(waveform));
        string scaled = ScalingGraph.Append(graph, "front_end/scaling", frontEnd.Scaling, builder.Decibels(builder.Mel(power)));
        string melsFirst = graph.Transpose("front_end/mels_by_frames", scaled, 0, 2, 1);
        return new(graph.Unsqueeze("front_end/log_mel", melsFirst, axis: 1), Shape.Of(1, builder._options.MelBands, builder._frames));
    }

    /// <summary>→ windowed frames [batch, First, frames, Second]: what the first product of the DFT reads, without a transposition.</summary>
    private string Frames(string waveform)
    {
        int first = _dft.First, second = _dft.Second, hop = _options.HopLength;
        int row = (int)BigInteger.GreatestCommonDivisor(second, hop);   // samples that stay together in every frame
        string rows = _graph.Reshape("front_end/rows", PaddedClip(waveform, row), 0, -1, row);

        // Sample Second·a + b of frame f is in row (hop·f + Second·a + b) / row.
        string places = _graph.Constant(OnnxTensor.Of("front_end/row_of_place", Multiples(first, second / row), first, 1, 1));
        string starts = _graph.Constant(OnnxTensor.Of("front_end/row_of_frame", Multiples(_frames, hop / row), _frames, 1));
        string inside = _graph.Constant(OnnxTensor.Of("front_end/row_inside", Multiples(second / row, 1), second / row));
        string indices = _graph.Add("front_end/row_indices", _graph.Add("front_end/row_of_place_and_frame", places, starts), inside);
        string gathered = _graph.Gather("front_end/gathered", rows, indices, axis: 1);
        string frames = _graph.Reshape("front_end/frames", gathered, 0, first, _frames, second);
        return _graph.Multiply("front_end/windowed", frames, _graph.Constant(OnnxTensor.Of("front_end/window", HannWeights(), first, 1, second)));
    }

    /// <summary>The clip cropped or padded with zeros to ClipSamples, with FftLength/2 zeros in front, and as many behind as the last frame needs: whole rows.</summary>
    private string PaddedClip(string waveform, int row)
    {
        int before = _options.FftLength / 2, length = (_frames - 1) * _options.HopLength + _options.FftLength;
        length = (length + row - 1) / row * row;
        string clip = _graph.Slice("front_end/clip", waveform, 0, Math.Min(_frontEnd.ClipSamples, length - before), axis: 1);
        string missing = _graph.Subtract("front_end/missing", _graph.Integers(length - before), _graph.Extent("front_end/clip_samples", clip, axis: 1));
        string pads = _graph.Concat("front_end/pads", [_graph.Integers(0, before, 0), missing], axis: 0);
        return _graph.Add("front_end/padded", "Pad", [clip, pads, _graph.Single(0)]);
    }

    /// <summary>Windowed frames → |DFT|² [batch, Rows, frames, Second] in the order of OneSidedBins.</summary>
    private string Power(string frames)
    {
        int rows = _dft.Rows, second = _dft.Second;
        string columns = _graph.Reshape("front_end/columns", frames, 0, _dft.First, (long)_frames * second);
        string innerMatrix = _graph.Constant(OnnxTensor.Of("front_end/dft_inner_matrix", _dft.InnerMatrix(), 2 * rows, _dft.First));
        string parts = _graph.Reshape("front_end/dft_inner_parts", _graph.MatrixProduct("front_end/dft_inner", innerMatrix, columns), 0, 2, rows, _frames, second);
        string byRow = _graph.Transpose("front_end/dft_inner_by_row", parts, 0, 2, 3, 1, 4);
        string inner = _graph.Reshape("front_end/dft_inner_pairs", byRow, 0, rows, _frames, 2L * second);

        var (toReal, toImaginary) = _dft.OuterMatrices();
        string real = _graph.MatrixProduct("front_end/dft_real", inner, _graph.Constant(OnnxTensor.Of("front_end/dft_real_matrix", toReal, rows, 2 * second, second)));
        string imaginary = _graph.MatrixProduct("front_end/dft_imaginary", inner, _graph.Constant(OnnxTensor.Of("front_end/dft_imaginary_matrix", toImaginary, rows, 2 * second, second)));
        return _graph.Add("front_end/power", _graph.Multiply("front_end/real_power", real, real), _graph.Multiply("front_end/imaginary_power", imaginary, imaginary));
    }

    /// <summary>Power → mel power [batch, frames, mels].</summary>
    private string Mel(string power)
    {
        string byFrame = _graph.Transpose("front_end/power_by_frame", power, 0, 2, 1, 3);
        string bins = _graph.Reshape("front_end/power_bins", byFrame, 0, _frames, (long)_dft.Rows * _dft.Second);
        return _graph.MatrixProduct("front_end/mel", bins, _graph.Constant(OnnxTensor.Of("front_end/mel_matrix", MelMatrix(), _dft.Rows * _dft.Second, _options.MelBands)));
    }

    /// <summary>10·log10(max(1e-10, power)), floored TopDecibels below the example's maximum.</summary>
    private string Decibels(string mel)
    {
        string logarithm = _graph.Add("front_end/log", "Log", [_graph.Add("front_end/mel_floored", "Max", [mel, _graph.Single(1e-10f)])]);
        string decibels = _graph.Multiply("front_end/decibels", logarithm, _graph.Single((float)(10 / Math.Log(10))));
        if (_options.TopDecibels is not { } range) return decibels;
        string floor = _graph.Subtract("front_end/decibel_floor", _graph.ReduceMax("front_end/decibel_maximum", decibels, 1, 2), _graph.Single((float)range));
        return _graph.Add("front_end/decibels_floored", "Max", [decibels, floor]);
    }

    /// <summary>The filter bank [mels, bins] transposed, its bins in the order in which the DFT makes them [Rows·Second, mels]; a bin made twice counts once.</summary>
    private float[] MelMatrix()
    {
        int mels = _options.MelBands, bins = 1 + _options.FftLength / 2;
        float[] filters = MelFilterBank.Create(
            _options.SampleRateHz, _options.FftLength, mels, _options.MinimumFrequencyHz, _options.MaximumFrequencyHz ?? _options.SampleRateHz / 2.0, _options.MelScale, _options.MelNormalization);
        int[] order = _dft.OneSidedBins();
        float[] matrix = new float[order.Length * mels];
        for (int i = 0; i < order.Length; i++)
            for (int mel = 0; mel < mels && order[i] >= 0; mel++) matrix[i * mels + mel] = filters[mel * bins + order[i]];
        return matrix;
    }

    private float[] HannWeights() => [.. Window.Periodic(WindowFunction.Hann, _options.FftLength).Select(value => (float)value)];

    private static long[] Multiples(int count, int step) => [.. Enumerable.Range(0, count).Select(i => (long)i * step)];
}
