namespace OpcSpaces.Benchmarks.Truth;

/// <summary>Several recordings together: by occupied minutes (all minutes added up) and by recording (each counts once).</summary>
internal sealed record RecordingPool(IReadOnlyList<RecordingResult> Recordings)
{
    public TruthScores Edge => Sum(recording => recording.Edge);

    public TruthScores Rule => Sum(recording => recording.Rule);

    public TruthScores Best => Sum(recording => recording.Best);

    public HourScores Hours => Recordings.Aggregate(HourScores.None, (sum, recording) => sum + recording.Hours);

    public RecordingResult WorstBesideRule => Recordings.MinBy(recording => recording.F1MinusRule)!;

    /// <summary>Among the recordings in which somebody was there, because in hindsight no rule is needed for an empty room; null without any.</summary>
    public RecordingResult? WorstBesideHindsight => Recordings.Where(recording => recording.OccupiedMinutes > 0).MinBy(recording => recording.F1MinusHindsight);

    /// <summary>The mean over recordings.</summary>
    public double MeanF1(Func<RecordingResult, TruthScores> of) => Recordings.Average(recording => of(recording).Settled.F1);

    /// <summary>The mean size of the bias over the recordings in which somebody was there; 0 without any.</summary>
    public double MeanAbsoluteBiasPercent(Func<RecordingResult, TruthScores> of) =>
        Recordings.Where(recording => recording.OccupiedMinutes > 0).Select(recording => Math.Abs(of(recording).Settled.BiasPercent)).DefaultIfEmpty().Average();

    public void AddTo(Dictionary<string, double> figures)
    {
        void Add(string name, double value) => figures[name] = Math.Round(value, 2);

        figures["recordings"] = Recordings.Count;
        figures["occupied_minutes"] = Recordings.Sum(recording => recording.OccupiedMinutes);
        Edge.AddTo(figures, "pooled");
        Rule.AddTo(figures, "rule_pooled");
        Best.AddTo(figures, "hindsight_pooled");
        Add("mean_f1", MeanF1(recording => recording.Edge));
        Add("mean_absolute_bias_percent", MeanAbsoluteBiasPercent(recording => recording.Edge));
        Add("rule_mean_f1", MeanF1(recording => recording.Rule));
        Add("rule_mean_absolute_bias_percent", MeanAbsoluteBiasPercent(recording => recording.Rule));
        Add("hindsight_mean_f1", MeanF1(recording => recording.Best));
        Add("worst_f1_minus_rule", WorstBesideRule.F1MinusRule);
        if (WorstBesideHindsight is { } worst) Add("worst_f1_minus_hindsight", worst.F1MinusHindsight);
        if (Recordings.Min(recording => recording.F1OfWeakColumns) is { } least)
        {
            Add("weak_worst_f1_gain", least);
            Add("weak_mean_f1_gain", Recordings.Average(recording => recording.F1OfWeakColumns)!.Value);
        }

        var hours = Hours;
        (figures["hours"], figures["hours_skipped"], figures["hours_missing"]) = (hours.Hours.Count, hours.Skipped, hours.Missing);
        // JSON has no word for "not a number".
        if (hours.Hours.Count == 0) return;
        Add("interval_coverage_percent", hours.CoveragePercent);
        Add("interval_width_minutes", hours.WidthMinutes);
        Add("constant_interval_width_minutes", hours.ConstantWidthMinutes);
        Add("expected_bias_percent", hours.ExpectedBiasPercent);
    }

    private TruthScores Sum(Func<RecordingResult, TruthScores> of) => Recordings.Aggregate(default(TruthScores), (sum, recording) => sum + of(recording));
}
