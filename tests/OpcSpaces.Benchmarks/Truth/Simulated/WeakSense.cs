namespace OpcSpaces.Benchmarks.Truth.Simulated;

/// <summary>A sense that is weak evidence for the only place of a zone, beside what else is there.</summary>
internal enum WeakSense
{
    Air,
    Light,
    Sound,
}
