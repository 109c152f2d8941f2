using OpcSpaces.FirmwareSim.Scripts;

namespace OpcSpaces.FirmwareSim.Faults.Effects;

/// <summary>
/// What a script entry does to the signals while it is active. Begin and End are called alternately, on the thread that advances
/// virtual time. Dispose stops its timers; it does not end an active effect.
/// </summary>
internal interface IEffect : IDisposable
{
    void Begin(ScriptWindow window, DateTimeOffset now);

    void End(DateTimeOffset now);
}
