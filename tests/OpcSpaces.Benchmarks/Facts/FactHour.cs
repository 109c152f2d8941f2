using OpcSpaces.Benchmarks.Truth.Simulated;
using OpcSpaces.Model.Usage;

namespace OpcSpaces.Benchmarks.Facts;

/// <summary>What a usage record says about a desk in one hour, and what really happened. Times in ms.</summary>
/// <param name="Desk">The desk.</param>
/// <param name="StartMs">The beginning of the hour, in ms since 1970 UTC.</param>
/// <param name="Said">What the record says.</param>
/// <param name="TrueMs">For how long somebody was there.</param>
/// <param name="TrueObservedMs">For how long of the observed time somebody was there.</param>
/// <param name="ObservableMs">For how long its gateway ran and its observation is not lost.</param>
internal readonly record struct FactHour(Place Desk, long StartMs, PlaceUsage Said, long TrueMs, long TrueObservedMs, long ObservableMs)
{
    public const long LengthMs = 3_600_000;

    // Marks, and the ends of what is dated back, are a ms apart.
    private const long ExactMs = 1_000;

    /// <summary>Whether the hour's expected time is about the whole hour.</summary>
    public bool IsKnown => Said.KnownMs == LengthMs;

    /// <summary>How much time that nobody observed the record counts, as used or as empty.</summary>
    public long InventedMs => Math.Max(Said.ObservedMs, Said.KnownMs) is var counted && counted > ObservableMs + ExactMs ? counted - ObservableMs : 0;

    /// <summary>Whether somebody was there or is said to have been.</summary>
    public bool IsUsed => TrueMs > 0 || Said.OccupiedMs > 0;
}
