namespace OpcSpaces.Testing;

/// <summary>The real agent. It listens on no port, so a test waits for what it does.</summary>
/// <param name="configFile">The gateway's configuration.</param>
public sealed class EdgeServer(string configFile) : RestartableServer
{
    protected override ServerProcess Launch() =>
        ServerProcess.Start("dotnet", [ProductBinary.Find("edge", "OpcSpaces.Gateway"), "--config", configFile]);

    protected override Task<bool> AnswersAsync() => Task.FromResult(true);
}
