using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Faults.Killing;

/// <summary>A part of the system that is killed and started again. <paramref name="start"/> waits for nothing, so that a part can be killed while it starts.</summary>
internal sealed class Victim(string kind, string name, Func<ServerProcess> process, Action start)
{
    /// <summary>Parts of one kind share their kind's share of the kills.</summary>
    public string Kind { get; } = kind;

    public string Name { get; } = name;

    /// <summary>kill -9 by this test; the part is away until <see cref="Start"/>.</summary>
    public bool IsDown { get; private set; }

    public int Kills { get; private set; }

    /// <summary>Ended although nobody killed it.</summary>
    public bool DiedByItself => !IsDown && process().HasExited;

    public string Log => process().Log;

    public void Kill()
    {
        process().Kill();
        (IsDown, Kills) = (true, Kills + 1);
    }

    public void Start()
    {
        start();
        IsDown = false;
    }
}
