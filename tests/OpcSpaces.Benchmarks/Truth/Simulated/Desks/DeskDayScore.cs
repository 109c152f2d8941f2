using System.Globalization;
using OpcSpaces.Model.Presence;

namespace OpcSpaces.Benchmarks.Truth.Simulated.Desks;

/// <summary>Desk-days that were called used, unused or undecided, by what they truly were. Scores can be added.</summary>
/// <param name="Used">Days on which the desk was used.</param>
/// <param name="UsedCalledUnused">Those of them that were called unused.</param>
/// <param name="Unused">Days on which it was not.</param>
/// <param name="UnusedCalledUsed">Those of them that were called used.</param>
/// <param name="Undecided">Days of either that were not decided.</param>
internal readonly record struct DeskDayScore(int Used, int UsedCalledUnused, int Unused, int UnusedCalledUsed, int Undecided)
{
    /// <summary>Unused desk-days called used, in percent of the unused ones.</summary>
    public double FalseUsedPercent => 100.0 * UnusedCalledUsed / Math.Max(1, Unused);

    /// <summary>Used desk-days called unused, in percent of the used ones.</summary>
    public double FalseUnusedPercent => 100.0 * UsedCalledUnused / Math.Max(1, Used);

    public double UndecidedPercent => 100.0 * Undecided / Math.Max(1, Used + Unused);

    public static DeskDayScore Of(bool wasUsed, DeskDayUse said) => wasUsed
        ? new DeskDayScore(1, said == DeskDayUse.Unused ? 1 : 0, 0, 0, said == DeskDayUse.Undecided ? 1 : 0)
        : new DeskDayScore(0, 0, 1, said == DeskDayUse.Used ? 1 : 0, said == DeskDayUse.Undecided ? 1 : 0);

    public static DeskDayScore operator +(DeskDayScore a, DeskDayScore b) => new(
        a.Used + b.Used, a.UsedCalledUnused + b.UsedCalledUnused, a.Unused + b.Unused, a.UnusedCalledUsed + b.UnusedCalledUsed, a.Undecided + b.Undecided);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Unused} unused, {FalseUsedPercent:0.0} % called used; {Used} used, {FalseUnusedPercent:0.0} % called unused; {UndecidedPercent:0.0} % undecided");
}
