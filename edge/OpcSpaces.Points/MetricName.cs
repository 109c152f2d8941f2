namespace OpcSpaces.Points;

/// <summary>The full name of a metric in its two parts: <c>desk/12/occupied</c> is the metric <c>occupied</c> of the point <c>desk/12</c>.</summary>
/// <param name="Point">All but the last segment.</param>
/// <param name="Metric">The last segment.</param>
public readonly record struct MetricName(string Point, string Metric)
{
    /// <summary>The metric of a name that has no second part: the whole name is its point.</summary>
    public const string OfWholeName = "value";

    public static MetricName Parse(string fullName)
    {
        var slash = fullName.LastIndexOf('/');
        return slash <= 0 || slash == fullName.Length - 1 ? new(fullName, OfWholeName) : new(fullName[..slash], fullName[(slash + 1)..]);
    }
}
