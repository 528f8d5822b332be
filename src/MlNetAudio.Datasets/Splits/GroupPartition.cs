namespace MlNetAudio.Datasets.Splits;

/// <summary>Whole groups → parts, so that every part gets its share of every label; deterministic for a seed.</summary>
/// <remarks>
/// Groups are shuffled, taken largest first, and each goes where its labels fall short most; then groups move or trade places while that brings a label to a part
/// without it or the counts closer to their shares. A start that ends without a label in some part is tried again from another shuffle.
/// </remarks>
internal sealed class GroupPartition
{
    private const int Starts = 24;
    private const int TradeLimit = 256;     // groups; trading looks at every pair
    private const int SweepLimit = 50;

    private readonly GroupTable _table;
    private readonly double[] _shares;
    private readonly int[] _part;           // [group]
    private readonly int[,] _held;          // [label, part] recordings
    private readonly int[,] _groups;        // [label, part] groups

    private GroupPartition(GroupTable table, double[] shares)
    {
        (_table, _shares) = (table, shares);
        _part = new int[table.Count];
        _held = new int[table.Labels.Count, shares.Length];
        _groups = new int[table.Labels.Count, shares.Length];
    }

    /// <summary>[group] → part: the best of several starts by (labels missing in parts, then distance from the shares).</summary>
    /// <param name="shares">[part] positive fractions that sum to 1.</param>
    /// <param name="missing">Pairs of label and part without a recording; 0 when every part holds every label.</param>
    public static int[] Find(GroupTable table, double[] shares, int seed, out int missing)
    {
        var random = new Random(seed);
        GroupPartition? best = null;
        for (int start = 0; start < Starts && best is not { Missing: 0 }; start++)
        {
            var candidate = new GroupPartition(table, shares);
            candidate.Fill(random);
            candidate.Improve();
            if (best is null || (candidate.Missing, candidate.Distance).CompareTo((best.Missing, best.Distance)) < 0) best = candidate;
        }
        missing = best!.Missing;
        return best._part;
    }

    private int Missing => Enumerable.Range(0, _table.Labels.Count).Sum(MissingParts);

    private double Distance => Enumerable.Range(0, _table.Labels.Count).Sum(DistanceOf);

    private double Shortfall(int label, int part) => _shares[part] * _table.LabelTotals[label] - _held[label, part];

    private void Fill(Random random)
    {
        int[] order = [.. Enumerable.Range(0, _table.Count)];
        random.Shuffle(order);
        foreach (int group in order.OrderByDescending(group => _table.Members[group].Count))   // stable: equal sizes stay shuffled
        {
            int neediest = 0;
            double largest = double.NegativeInfinity;
            for (int part = 0; part < _shares.Length; part++)
            {
                double need = Need(group, part);
                if (need > largest) (neediest, largest) = (part, need);
            }
            Put(group, neediest, +1);
        }
    }

    /// <summary>How much a part falls short of what the group holds, as a fraction of each label.</summary>
    private double Need(int group, int part)
    {
        double need = 0;
        for (int i = 0; i < _table.LabelsOf[group].Length; i++)
        {
            int label = _table.LabelsOf[group][i];
            need += _table.CountsOf[group][i] * Shortfall(label, part) / _table.LabelTotals[label];
        }
        return need;
    }

    private void Put(int group, int part, int sign)
    {
        _part[group] = part;
        for (int i = 0; i < _table.LabelsOf[group].Length; i++)
        {
            _held[_table.LabelsOf[group][i], part] += sign * _table.CountsOf[group][i];
            _groups[_table.LabelsOf[group][i], part] += sign;
        }
    }

    private void Move(int group, int to)
    {
        Put(group, _part[group], -1);
        Put(group, to, +1);
    }

    private void Improve()
    {
        bool better = true;
        for (int sweep = 0; better && sweep < SweepLimit; sweep++)
        {
            better = false;
            for (int group = 0; group < _table.Count; group++)
                for (int part = 0; part < _shares.Length; part++) better |= TryMove(group, part);
            if (_table.Count > TradeLimit) continue;
            for (int one = 0; one < _table.Count; one++)
                for (int other = one + 1; other < _table.Count; other++) better |= TryTrade(one, other);
        }
    }

    private bool TryMove(int group, int to)
    {
        int from = _part[group];
        if (from == to) return false;
        var before = Cost(group, group);
        Move(group, to);
        if (Cheaper(Cost(group, group), before)) return true;
        Move(group, from);
        return false;
    }

    private bool TryTrade(int one, int other)
    {
        int first = _part[one], second = _part[other];
        if (first == second) return false;
        var before = Cost(one, other);
        Move(one, second);
        Move(other, first);
        if (Cheaper(Cost(one, other), before)) return true;
        Move(one, first);
        Move(other, second);
        return false;
    }

    // The margin keeps rounding from trading two equal groups for ever.
    private static bool Cheaper((int Missing, double Distance) after, (int Missing, double Distance) before) =>
        after.Missing < before.Missing || (after.Missing == before.Missing && after.Distance < before.Distance - 1e-9);

    /// <summary>What the labels of the two groups cost now; everything else stays as it is when these groups move.</summary>
    private (int Missing, double Distance) Cost(int one, int other)
    {
        int missing = 0;
        double distance = 0;
        foreach (int label in _table.LabelsOf[one]) Add(label);
        if (other != one)
        {
            foreach (int label in _table.LabelsOf[other])
                if (Array.BinarySearch(_table.LabelsOf[one], label) < 0) Add(label);
        }
        return (missing, distance);

        void Add(int label)
        {
            missing += MissingParts(label);
            distance += DistanceOf(label);
        }
    }

    private int MissingParts(int label)
    {
        int missing = 0;
        for (int part = 0; part < _shares.Length; part++)
            if (_groups[label, part] == 0) missing++;
        return missing;
    }

    /// <summary>Σ over parts of (recordings − share)² / recordings of the label.</summary>
    private double DistanceOf(int label)
    {
        double distance = 0;
        for (int part = 0; part < _shares.Length; part++) distance += Shortfall(label, part) * Shortfall(label, part);
        return distance / _table.LabelTotals[label];
    }
}
