namespace OpcSpaces.Storage.Series;

/// <summary>
/// Names one series: a field of a measurement at a point. Two keys are equal when their names are. Create it once and keep it (or take it from a
/// <see cref="SeriesCatalog"/>): stores remember their own id by <see cref="Slot"/>.
/// </summary>
/// <param name="Measurement">occupancy, energy, access, environment or gateway.</param>
/// <param name="Community">The Sparkplug group.</param>
/// <param name="Zone">The Sparkplug device; empty for the gateway's own.</param>
/// <param name="Point">Such as "desk/12".</param>
/// <param name="Field">Such as "occupied".</param>
public sealed record SeriesKey(string Measurement, string Community, string Zone, string Point, string Field)
{
    /// <summary>
    /// The readings came from an edge node without an outbox, at most once: nobody can tell what is missing. They are a separate series
    /// from the one with the same names, so that nothing is derived from both by mistake.
    /// </summary>
    public bool IsForeign { get; init; }

    /// <summary>A small number that is dense within one catalog; -1 outside of one.</summary>
    internal int Slot { get; init; } = -1;

    public bool Equals(SeriesKey? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Point == other.Point && Field == other.Field && Zone == other.Zone
            && Measurement == other.Measurement && Community == other.Community && IsForeign == other.IsForeign);

    public override int GetHashCode() => HashCode.Combine(Point, Field, Zone, Measurement, Community, IsForeign);
}
