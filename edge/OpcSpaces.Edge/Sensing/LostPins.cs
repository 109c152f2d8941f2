namespace OpcSpaces.Edge.Sensing;

/// <summary>
/// The pins of one sensor that the driver does not see. Counts the faults <c>pinLost</c> and <c>lostChanges</c>. Used by one thread at a
/// time. Uses no memory until there is a fault.
/// </summary>
internal sealed class LostPins(FaultCounts faults)
{
    private HashSet<int>? _lost;

    /// <summary>Whether at least one pin is lost.</summary>
    public bool Any => _lost is { Count: > 0 };

    /// <summary>Takes a report; true when the first pin was lost, or the last one is back.</summary>
    public bool Take(PinReport report)
    {
        if (report.LostChanges > 0) faults.Add("lostChanges", report.LostChanges);
        var before = Any;
        if (!report.IsLost) _lost?.Remove(report.Number);
        else if ((_lost ??= []).Add(report.Number)) faults.Add("pinLost");
        return Any != before;
    }
}
