using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetAudio.Pipelines.Scoring;

/// <summary>The columns of the input followed by the answers of an artifact, and how each is read.</summary>
internal sealed class ScoredSchema
{
    private readonly OnnxAudioModel _model;
    private readonly bool _inputIsPath;

    public ScoredSchema(DataViewSchema input, OnnxAudioModel model, AudioScoringOptions options)
    {
        _model = model;
        Input = input;
        InputColumn = input.GetColumnOrNull(options.InputColumnName)
            ?? throw new ArgumentException($"Could not find the input column '{options.InputColumnName}'; the schema has {string.Join(", ", input.Select(column => column.Name))}.");
        _inputIsPath = InputColumn.Type is TextDataViewType;
        if (!_inputIsPath && InputColumn.Type is not VectorDataViewType { ItemType: var item } || !_inputIsPath && !((VectorDataViewType)InputColumn.Type).ItemType.Equals(NumberDataViewType.Single))
            throw new ArgumentException($"Column '{options.InputColumnName}' must be text (a path) or Vector<Single> (samples), got {InputColumn.Type}.");

        var classes = new VectorDataViewType(NumberDataViewType.Single, model.ClassCount);
        bool binary = model.ClassCount == 2;
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(input);
        builder.AddColumn("Probabilities", classes);
        builder.AddColumn("PredictedLabelName", TextDataViewType.Instance);
        builder.AddColumn("Score", binary ? NumberDataViewType.Single : classes);
        builder.AddColumn("Probability", binary ? NumberDataViewType.Single : classes);
        builder.AddColumn("PredictedLabel", binary ? BooleanDataViewType.Instance : NumberDataViewType.Int32);
        Schema = builder.ToSchema();
    }

    public DataViewSchema Input { get; }

    public DataViewSchema.Column InputColumn { get; }

    public DataViewSchema Schema { get; }

    public bool IsAnswer(DataViewSchema.Column column) => column.Index >= Input.Count;

    /// <summary>Reads the waveform of the row's recording, whichever way it is given.</summary>
    public Func<float[]> WaveformGetter(DataViewRow row)
    {
        if (_inputIsPath)
        {
            var path = row.GetGetter<ReadOnlyMemory<char>>(InputColumn);
            ReadOnlyMemory<char> text = default;
            return () =>
            {
                path(ref text);
                return _model.Format.Load(text.ToString());
            };
        }
        var samples = row.GetGetter<VBuffer<float>>(InputColumn);
        VBuffer<float> buffer = default;
        return () =>
        {
            samples(ref buffer);
            return [.. buffer.DenseValues()];
        };
    }

    /// <summary>Of a path column, the path alone, so that files can be read on many threads later; null for samples.</summary>
    public Func<string>? PathGetter(DataViewRow row)
    {
        if (!_inputIsPath) return null;
        var path = row.GetGetter<ReadOnlyMemory<char>>(InputColumn);
        ReadOnlyMemory<char> text = default;
        return () =>
        {
            path(ref text);
            return text.ToString();
        };
    }

    /// <summary>Getter of one of the answer columns, reading whatever answer is current.</summary>
    public Delegate AnswerGetter(DataViewSchema.Column column, Func<AudioScore> current) => (column.Name, _model.ClassCount == 2) switch
    {
        ("Probabilities", _) or ("Probability", false) => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Copy(current().Probabilities, ref value)),
        ("Score", false) => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Copy(current().Scores, ref value)),
        ("PredictedLabelName", _) => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = _model.Metadata.Labels[current().Label].AsMemory()),
        ("Score", true) => (ValueGetter<float>)((ref float value) => value = current().Scores[0]),
        ("Probability", true) => (ValueGetter<float>)((ref float value) => value = current().Probabilities[1]),
        ("PredictedLabel", true) => (ValueGetter<bool>)((ref bool value) => value = current().Label == 1),
        _ => (ValueGetter<int>)((ref int value) => value = current().Label),
    };

    private static void Copy(float[] source, ref VBuffer<float> destination)
    {
        var editor = VBufferEditor.Create(ref destination, source.Length);
        source.CopyTo(editor.Values);
        destination = editor.Commit();
    }
}
