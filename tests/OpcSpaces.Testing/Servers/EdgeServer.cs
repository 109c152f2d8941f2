namespace OpcSpaces.Testing;

/// <summary>The real agent. It has no port to answer at: who waits for it waits for what it does.</summary>
/// <param name="configFile">The gateway's configuration.</param>
public sealed class EdgeServer(string configFile) : RestartableServer
{
    protected override ServerProcess Launch() =>
        ServerProcess.Start("dotnet", [ProductBinary.Find("edge", "OpcSpaces.Gateway"), "--config", configFile]);

    protected override Task<bool> AnswersAsync() => Task.FromResult(true);
}
