using System.Numerics;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>
/// waveform [batch, samples] of any length → the power of its spectra. With a clip length the signal is cropped, or padded with zeros, to it and the number of frames is a constant;
/// without one it is the signal's own, at least 1: a signal shorter than a frame that is not centred is padded with zeros.
/// </summary>
internal sealed class SpectrumGraph
{
    private readonly GraphBuilder _graph;
    private readonly SpectralOptions _options;
    private readonly DftFactors _dft;
    private readonly int? _clipSamples, _frames;
    private readonly double[] _window;   // [FftLength], zeros around a shorter one

    public SpectrumGraph(GraphBuilder graph, SpectralOptions options, int? clipSamples)
    {
        (_graph, _options, _clipSamples) = (graph, options, clipSamples);
        _dft = DftFactors.Of(options.FftLength);
        _frames = clipSamples is { } samples ? options.FrameCount(samples) : null;
        _window = new double[options.FftLength];
        int length = options.WindowLength ?? options.FftLength;
        Window.Periodic(options.Window, length).CopyTo(_window, (options.FftLength - length) / 2);
    }

    /// <summary>Σ window².</summary>
    public double WindowEnergy => _window.Sum(weight => weight * weight);

    /// <summary>The bin 0..n/2 that each column is, or −1 for a bin that stands in another column already.</summary>
    public int[] Columns => _dft.OneSidedBins();

    /// <summary>→ |X|² [batch, frames, columns].</summary>
    public string Power(string waveform)
    {
        string power = PowerByRow(Frames(waveform));
        string byFrame = _graph.Transpose("power_by_frame", power, 0, 2, 1, 3);
        return _graph.Reshape("power_bins", byFrame, 0, _frames ?? -1, (long)_dft.Rows * _dft.Second);
    }

    /// <summary>|X|² → |X|^exponent.</summary>
    public string Raised(string power, double exponent) => exponent switch
    {
        2 => power,
        1 => _graph.Add("magnitude", "Sqrt", [power]),
        _ when _clipSamples is null => PreciseFunctions.Pow(_graph, "power_of_magnitude", power, exponent / 2),
        _ => _graph.Add("power_of_magnitude", "Pow", [power, _graph.Single((float)(exponent / 2))]),
    };

    /// <summary>[batch, frames, columns] → [batch, frames, 1 + n/2], from 0 Hz up.</summary>
    public string ByFrequency(string columns)
    {
        int[] order = Columns;
        long[] places = [.. Enumerable.Range(0, 1 + _options.FftLength / 2).Select(bin => (long)Array.IndexOf(order, bin))];
        return _graph.Gather("by_frequency", columns, _graph.Table(OnnxTensor.Of("column_of_bin", places, places.Length)), axis: 2);
    }

    /// <summary>→ windowed frames [batch, First, frames, Second]: what the first product of the DFT reads, without a transposition.</summary>
    private string Frames(string waveform)
    {
        int first = _dft.First, second = _dft.Second, hop = _options.HopLength;
        int row = (int)BigInteger.GreatestCommonDivisor(second, hop);   // samples that stay together in every frame
        string rows = _graph.Reshape("rows", PaddedSignal(waveform), 0, -1, row);

        // Sample Second·a + b of frame f is in row (hop·f + Second·a + b) / row.
        string places = _graph.Table(OnnxTensor.Of("row_of_place", Multiples(first, second / row), first, 1, 1));
        string inside = _graph.Table(OnnxTensor.Of("row_inside", Multiples(second / row, 1), second / row));
        string indices = _graph.Add("row_indices", _graph.Add("row_of_place_and_frame", places, FirstRows(waveform, hop / row)), inside);
        string gathered = _graph.Gather("gathered", rows, indices, axis: 1);
        string frames = _graph.Reshape("frames", gathered, 0, first, _frames ?? -1, second);
        return _graph.Multiply("windowed", frames, _graph.Table(OnnxTensor.Of("window", [.. _window.Select(value => (float)value)], first, 1, second)));
    }

    /// <summary>How many the signal itself has [1].</summary>
    private string FrameCount(string waveform)
    {
        string samples = _graph.Extent("samples", waveform, axis: 1);
        if (!_options.Centered) samples = _graph.Add("samples_beyond_first", "Max", [_graph.Subtract("samples_beyond_frame", samples, _graph.Integers(_options.FftLength)), _graph.Integers(0)]);
        return _graph.Add("frame_count", _graph.Divide("hops", samples, _graph.Integers(_options.HopLength)), _graph.Integers(1));
    }

    /// <summary>The row in which each frame begins [frames, 1].</summary>
    private string FirstRows(string waveform, int rowsInHop)
    {
        if (_frames is { } frames) return _graph.Table(OnnxTensor.Of("row_of_frame", Multiples(frames, rowsInHop), frames, 1));
        string numbers = _graph.Add("frame_numbers", "Range", [_graph.Integer(0), _graph.Squeeze("frame_count_scalar", FrameCount(waveform), axis: 0), _graph.Integer(1)]);
        return _graph.Unsqueeze("row_of_frame", _graph.Multiply("row_of_frame_flat", numbers, _graph.Integers(rowsInHop)), axis: 1);
    }

    /// <summary>The signal with the padding of centred frames in front, and as many samples behind as the last frame needs: (frames − 1)·hop + FftLength, which is whole rows.</summary>
    private string PaddedSignal(string waveform)
    {
        int before = _options.Centered ? _options.FftLength / 2 : 0, hop = _options.HopLength;
        string length = _frames is { } frames
            ? _graph.Integers((frames - 1L) * hop + _options.FftLength)
            : _graph.Add("padded_length", _graph.Multiply("frame_hops", FrameCount(waveform), _graph.Integers(hop)), _graph.Integers(_options.FftLength - hop));
        if (before == 0 || _options.PadMode == PadMode.Constant) return SignalPadding.Fitted(_graph, "padded", waveform, before, _clipSamples, length);

        string clip = _clipSamples is { } samples ? SignalPadding.Fitted(_graph, "whole_clip", waveform, 0, samples, _graph.Integers(samples)) : waveform;
        string extended = _clipSamples is not null && _options.PadMode == PadMode.Reflect
            ? _graph.Add("extended", "Pad", [clip, _graph.Integers(0, before, 0, before)], OnnxAttribute.Of("mode", "reflect"))
            : SignalPadding.Append(_graph, "extended", clip, before, before, _options.PadMode, axis: 1);
        return SignalPadding.Fitted(_graph, "padded", extended, 0, null, length);
    }

    /// <summary>Windowed frames → |X|² [batch, Rows, frames, Second] in the order of OneSidedBins.</summary>
    private string PowerByRow(string frames)
    {
        int rows = _dft.Rows, second = _dft.Second;
        string columns = _graph.Reshape("columns", frames, 0, _dft.First, _frames * second ?? -1);
        string innerMatrix = _graph.Table(OnnxTensor.Of("dft_inner_matrix", _dft.InnerMatrix(), 2 * rows, _dft.First));
        string parts = _graph.Reshape("dft_inner_parts", _graph.MatrixProduct("dft_inner", innerMatrix, columns), 0, 2, rows, _frames ?? -1, second);
        string byRow = _graph.Transpose("dft_inner_by_row", parts, 0, 2, 3, 1, 4);
        string inner = _graph.Reshape("dft_inner_pairs", byRow, 0, rows, _frames ?? -1, 2L * second);

        var (toReal, toImaginary) = _dft.OuterMatrices();
        string real = _graph.MatrixProduct("dft_real", inner, _graph.Table(OnnxTensor.Of("dft_real_matrix", toReal, rows, 2 * second, second)));
        string imaginary = _graph.MatrixProduct("dft_imaginary", inner, _graph.Table(OnnxTensor.Of("dft_imaginary_matrix", toImaginary, rows, 2 * second, second)));
        return _graph.Add("power", _graph.Multiply("real_power", real, real), _graph.Multiply("imaginary_power", imaginary, imaginary));
    }

    private static long[] Multiples(int count, int step) => [.. Enumerable.Range(0, count).Select(i => (long)i * step)];
}
