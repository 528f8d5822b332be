using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Model.OnnxConverter;

/// <summary>Each step of a pipeline as nodes of a graph.</summary>
internal static class OnnxConversion
{
    /// <exception cref="NotSupportedException">The step has no form in ONNX.</exception>
    public static void Apply(ITransformer step, OnnxColumns columns)
    {
        switch (step)
        {
            case ITransformerSequence chain:
                foreach (var (inner, _) in chain.Steps) Apply(inner, columns);
                break;
            case ColumnConcatenatingTransformer concatenate:
                Concatenate(concatenate, columns);
                break;
            case ColumnCopyingTransformer copy:
                foreach (var (output, input) in copy.Pairs) columns.Set(output, columns[input], columns.AnnotationsOf(input));
                break;
            case ColumnSelectingTransformer select:
                columns.Keep(name => select.Selection.Names.Contains(name) != select.Selection.Drops);
                break;
            case NormalizingTransformer normalize:
                foreach (var (pair, normalizer) in normalize.Pairs.Zip(normalize.Normalizers)) Normalize(pair, normalizer, columns);
                break;
            case MissingValueReplacingTransformer replace:
                foreach (var (pair, values) in replace.Pairs.Zip(replace.Replacements)) Replace(pair, values, columns);
                break;
            case ValueToKeyMappingTransformer toKey:
                foreach (var (pair, terms) in toKey.Pairs.Zip(toKey.TermsOfColumns)) ToKey(pair, terms, columns);
                break;
            case KeyToValueMappingTransformer toValue:
                foreach (var pair in toValue.Pairs) ToValue(pair, columns);
                break;
            case TypeConvertingTransformer convert when OnnxColumns.ElementTypeOf(DataKinds.TypeOf(convert.OutputKind)) is { } type && type != OnnxValue.Text:
                foreach (var (output, input) in convert.Pairs) columns.Set(output, columns.Graph.Cast(columns[input], type));
                break;
            case IBinaryPrediction prediction:
                BinaryPrediction(prediction, columns);
                break;
            case IMulticlassPrediction prediction:
                MulticlassPrediction(prediction, columns);
                break;
            case ISingleFeaturePredictionTransformer<PlattCalibrator> calibration:
                columns.Set("Probability", OnnxModels.Probability(columns[calibration.FeatureColumnName], calibration.Model, columns.Graph));
                break;
            default:
                throw new NotSupportedException($"{step.GetType().Name} has no form in ONNX: export the rest of the chain on data that this step has been applied to.");
        }
    }

    private static void Concatenate(ColumnConcatenatingTransformer step, OnnxColumns columns)
    {
        OnnxValue[] inputs = [.. step.Inputs.Select(name => columns[name])];
        columns.Set(step.Output, columns.Graph.Add("Concat", inputs, inputs[0].ElementType, inputs.Sum(input => input.Size), ("axis", 1L)));
    }

    private static void Normalize((string Output, string Input) pair, IColumnNormalizer normalizer, OnnxColumns columns)
    {
        var (scales, offsets) = normalizer.ToAffine()
            ?? throw new NotSupportedException($"Column '{pair.Output}' is normalised by bins or a distribution function, which are not exported to ONNX; a straight line is.");
        var value = columns.Float(pair.Input);
        if (offsets.Length > 0) value = columns.Graph.Add("Sub", [value, columns.Graph.Constant(offsets)], OnnxValue.Float, value.Size);
        value = columns.Graph.Add("Mul", [value, columns.Graph.Constant(scales)], OnnxValue.Float, value.Size);
        columns.Set(pair.Output, columns.Graph.Cast(value, columns[pair.Input].ElementType));
    }

    private static void Replace((string Output, string Input) pair, double[] values, OnnxColumns columns)
    {
        var value = columns.Float(pair.Input);
        var missing = columns.Graph.Add("IsNaN", [value], OnnxValue.Bool, value.Size);
        var replaced = columns.Graph.Add("Where", [missing, columns.Graph.Constant(Array.ConvertAll(values, item => (float)item)), value], OnnxValue.Float, value.Size);
        columns.Set(pair.Output, columns.Graph.Cast(replaced, columns[pair.Input].ElementType));
    }

    private static void ToKey((string Output, string Input) pair, TermMap terms, OnnxColumns columns)
    {
        if (terms.ItemType is not TextDataViewType) throw new NotSupportedException($"Only keys of text are exported to ONNX; column '{pair.Input}' holds {terms.ItemType}.");
        var annotations = new DataViewSchema.Annotations.Builder();
        terms.Annotate(annotations, asText: true);
        var built = annotations.ToAnnotations();
        string[] names = ClassNames.Texts(built);
        var input = columns[pair.Input];
        var key = columns.Graph.AddClassical("LabelEncoder", [input], OnnxValue.Int64, input.Size,
            ("keys_strings", names), ("values_int64s", Enumerable.Range(1, names.Length).Select(place => (long)place).ToArray()), ("default_int64", 0L));
        columns.Set(pair.Output, columns.Graph.Cast(key, OnnxValue.UInt32), built);
    }

    private static void ToValue((string Output, string Input) pair, OnnxColumns columns)
    {
        string[] names = ClassNames.Texts(columns.AnnotationsOf(pair.Input)) ?? throw new NotSupportedException($"Column '{pair.Input}' has no key values.");
        var key = columns.Graph.Cast(columns[pair.Input], OnnxValue.Int64);
        columns.Set(pair.Output, columns.Graph.AddClassical("LabelEncoder", [key], OnnxValue.Text, key.Size,
            ("keys_int64s", Enumerable.Range(1, names.Length).Select(place => (long)place).ToArray()), ("values_strings", names), ("default_string", "")));
    }

    private static void BinaryPrediction(IBinaryPrediction step, OnnxColumns columns)
    {
        var features = columns.Float(step.FeatureColumnName);
        var score = OnnxModels.Score(step.Scorer, features, columns.Graph);
        columns.Set("PredictedLabel", columns.Graph.Add("Greater", [score, columns.Graph.Constant(step.Threshold)], OnnxValue.Bool, 1));
        columns.Set("Score", score);
        if (step.Scorer is CalibratedModelParametersBase calibrated) columns.Set("Probability", OnnxModels.Probability(score, calibrated.InnerCalibrator, columns.Graph));
    }

    private static void MulticlassPrediction(IMulticlassPrediction step, OnnxColumns columns)
    {
        var scores = OnnxModels.Scores(step.Scorer, columns.Float(step.FeatureColumnName), columns.Graph);
        var best = columns.Graph.Add("ArgMax", [scores], OnnxValue.Int64, 1, ("axis", 1L), ("keepdims", 1L));
        var key = columns.Graph.Add("Add", [best, columns.Graph.Constant(1L)], OnnxValue.Int64, 1);
        columns.Set("PredictedLabel", columns.Graph.Cast(key, OnnxValue.UInt32), step.Classes.KeyValues);
        columns.Set("Score", scores);
    }
}
