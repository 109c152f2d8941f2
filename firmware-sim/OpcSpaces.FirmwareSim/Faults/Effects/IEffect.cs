using OpcSpaces.FirmwareSim.Scripts;

namespace OpcSpaces.FirmwareSim.Faults.Effects;

/// <summary>
/// What an entry of a script does to the signals while it is on. Called on the thread that advances virtual time, a beginning and
/// an end in turn; disposing one that is on ends nothing and only stops its timers.
/// </summary>
internal interface IEffect : IDisposable
{
    void Begin(ScriptWindow window, DateTimeOffset now);

    void End(DateTimeOffset now);
}
