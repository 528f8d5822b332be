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
    private readonly double[] _window;   // [FftLength], zeros around a shorter one

    private LogMelGraph(GraphBuilder graph, LogMelFrontEnd frontEnd)
    {
        (_graph, _frontEnd, _options) = (graph, frontEnd, frontEnd.Options);
        _dft = DftFactors.Of(_options.FftLength);
        _frames = _options.FrameCount(frontEnd.ClipSamples);
        _window = new double[_options.FftLength];
        int length = _options.WindowLength ?? _options.FftLength;
        Window.Periodic(_options.Window, length).CopyTo(_window, (_options.FftLength - length) / 2);
    }

    public static FeatureValue Append(GraphBuilder graph, LogMelFrontEnd frontEnd, string waveform)
    {
        var builder = new LogMelGraph(graph, frontEnd);
        string power = builder.Power(builder.Frames(waveform));
        string scaled = ScalingGraph.Append(graph, "front_end/scaling", frontEnd.Scaling, builder.Logarithm(builder.Mel(power)));
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
        return _graph.Multiply("front_end/windowed", frames, _graph.Constant(OnnxTensor.Of("front_end/window", [.. _window.Select(value => (float)value)], first, 1, second)));
    }

    /// <summary>The clip cropped or padded with zeros to ClipSamples, with the padding of centred frames in front, and as many samples behind as the last frame needs: whole rows.</summary>
    private string PaddedClip(string waveform, int row)
    {
        int before = _options.Centered ? _options.FftLength / 2 : 0, length = (_frames - 1) * _options.HopLength + _options.FftLength;
        length = (length + row - 1) / row * row;
        if (before == 0 || _options.PadMode == PadMode.Constant) return Fitted("front_end/clip", "front_end/padded", waveform, before, Math.Min(_frontEnd.ClipSamples, length - before), length);

        string clip = Fitted("front_end/clip", "front_end/whole_clip", waveform, 0, _frontEnd.ClipSamples, _frontEnd.ClipSamples);
        string mode = _options.PadMode == PadMode.Reflect ? "reflect" : "edge";
        string extended = _graph.Add("front_end/extended", "Pad", [clip, _graph.Integers(0, before, 0, before)], OnnxAttribute.Of("mode", mode));
        return Fitted("front_end/extended_clip", "front_end/padded", extended, 0, Math.Min(_frontEnd.ClipSamples + 2 * before, length), length);
    }

    /// <summary>The first samples of a signal, at most so many, with zeros in front and behind up to a length.</summary>
    private string Fitted(string cutName, string name, string signal, int before, int samples, int length)
    {
        string cut = _graph.Slice(cutName, signal, 0, samples, axis: 1);
        string missing = _graph.Subtract(name + "/missing", _graph.Integers(length - before), _graph.Extent(name + "/samples", cut, axis: 1));
        string pads = _graph.Concat(name + "/pads", [_graph.Integers(0, before, 0), missing], axis: 0);
        return _graph.Add(name, "Pad", [cut, pads, _graph.Single(0)]);
    }

    /// <summary>Windowed frames → |DFT|^Power [batch, Rows, frames, Second] in the order of OneSidedBins.</summary>
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
        string power = _graph.Add("front_end/power", _graph.Multiply("front_end/real_power", real, real), _graph.Multiply("front_end/imaginary_power", imaginary, imaginary));
        return _options.Power switch
        {
            2 => power,
            1 => _graph.Add("front_end/magnitude", "Sqrt", [power]),
            _ => _graph.Add("front_end/power_of_magnitude", "Pow", [power, _graph.Single((float)(_options.Power / 2))]),
        };
    }

    /// <summary>Power → mel power [batch, frames, mels].</summary>
    private string Mel(string power)
    {
        string byFrame = _graph.Transpose("front_end/power_by_frame", power, 0, 2, 1, 3);
        string bins = _graph.Reshape("front_end/power_bins", byFrame, 0, _frames, (long)_dft.Rows * _dft.Second);
        return _graph.MatrixProduct("front_end/mel", bins, _graph.Constant(OnnxTensor.Of("front_end/mel_matrix", MelMatrix(), _dft.Rows * _dft.Second, _options.MelBands)));
    }

    /// <summary>The logarithm that the options ask for; decibels are floored below, and with no reference relative to, the example's maximum.</summary>
    private string Logarithm(string mel)
    {
        string minimum = _graph.Single((float)_options.MinimumPower);
        string positive = _options.Logarithm == MelLogarithm.NaturalWithOffset ? _graph.Add("front_end/mel_with_offset", mel, minimum) : _graph.Add("front_end/mel_floored", "Max", [mel, minimum]);
        string logarithm = _graph.Add("front_end/log", "Log", [positive]);
        if (_options.Logarithm != MelLogarithm.Decibels) return logarithm;

        string decibels = _graph.Multiply("front_end/decibels", logarithm, _graph.Single((float)(10 / Math.Log(10))));
        if (_options.ReferencePower is { } reference and not 1)
            decibels = _graph.Subtract("front_end/decibels_to_reference", decibels, _graph.Single((float)(10 * Math.Log10(Math.Max(_options.MinimumPower, reference)))));
        if (_options.TopDecibels is null && _options.ReferencePower is not null) return decibels;
        string maximum = _graph.ReduceMax("front_end/decibel_maximum", decibels, 1, 2);
        if (_options.TopDecibels is { } range)
            decibels = _graph.Add("front_end/decibels_floored", "Max", [decibels, _graph.Subtract("front_end/decibel_floor", maximum, _graph.Single((float)range))]);
        return _options.ReferencePower is null ? _graph.Subtract("front_end/decibels_to_maximum", decibels, maximum) : decibels;
    }

    /// <summary>The filter bank [mels, bins] transposed, its bins in the order in which the DFT makes them [Rows·Second, mels]; a bin made twice counts once.</summary>
    private float[] MelMatrix()
    {
        int mels = _options.MelBands, bins = 1 + _options.FftLength / 2;
        float[] filters = _options.MelFilters();
        double scale = Math.Pow(_options.SpectrumNormalization switch
        {
            SpectrumNormalization.Window => Math.Sqrt(_window.Sum(weight => weight * weight)),
            SpectrumNormalization.FrameLength => Math.Sqrt(_options.FftLength),
            _ => 1,
        }, -_options.Power);
        int[] order = _dft.OneSidedBins();
        float[] matrix = new float[order.Length * mels];
        for (int i = 0; i < order.Length; i++)
            for (int mel = 0; mel < mels && order[i] >= 0; mel++) matrix[i * mels + mel] = (float)(filters[mel * bins + order[i]] * scale);
        return matrix;
    }

    private static long[] Multiples(int count, int step) => [.. Enumerable.Range(0, count).Select(i => (long)i * step)];
}
