namespace OpcSpaces.Model.Usage.History;

/// <summary>
/// A place in one hour, as metrics use it, in ms. Where a gateway has sealed how likely presence was, the expected time and its percentiles
/// are the gateway's. Where none has (<see cref="PlaceUsage.KnownMs"/> is 0), what was decided stands in for the expected time, and the bounds
/// are 0 and the observed time, because a decision does not say how sure it is.
/// </summary>
/// <param name="ObservedMs">For how long it was known whether the place was occupied.</param>
/// <param name="OccupiedMs">For how long of that it was, as decided.</param>
/// <param name="KnownMs">How much of the hour the following three are about.</param>
/// <param name="ExpectedMs">The expected occupied time.</param>
/// <param name="LowMs">Its 10th percentile.</param>
/// <param name="HighMs">Its 90th percentile.</param>
public readonly record struct PlaceHour(int ObservedMs, int OccupiedMs, int KnownMs, int ExpectedMs, int LowMs, int HighMs)
{
    private const int Length = Calendars.CommunityCalendar.HourMs;

    /// <summary>An hour that was observed completely and in which nothing happened.</summary>
    public static PlaceHour Idle { get; } = new(Length, 0, Length, 0, 0, 0);

    public static PlaceHour Of(in PlaceUsage usage) => usage.KnownMs > 0
        ? new(usage.ObservedMs, usage.OccupiedMs, usage.KnownMs, usage.ExpectedMs, usage.LowMs, usage.HighMs)
        : new(usage.ObservedMs, usage.OccupiedMs, usage.ObservedMs, usage.OccupiedMs, 0, usage.ObservedMs);

    /// <summary>
    /// The part of the hour that is open, where it is open for less than an hour. Which part of the occupied time it holds is not recorded: the
    /// expected time is shared in proportion, in whole ms, and the bounds assume that as little and as much as possible falls into it.
    /// </summary>
    public PlaceHour Part(int openMs) => new(
        Share(ObservedMs, openMs), Share(OccupiedMs, openMs), Share(KnownMs, openMs), Math.Min(Share(ExpectedMs, openMs), Share(KnownMs, openMs)),
        Math.Max(0, LowMs - (Length - openMs)), Math.Min(HighMs, openMs));

    private static int Share(int ms, int openMs) => (int)((((long)ms * openMs) + (Length / 2)) / Length);
}
