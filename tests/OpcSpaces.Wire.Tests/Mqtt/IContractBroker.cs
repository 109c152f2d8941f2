namespace OpcSpaces.Wire.Tests.Mqtt;

/// <summary>A broker that the contract tests run over: on a loopback port of its own, open to everybody, and dropping nothing that a test sends.</summary>
public interface IContractBroker : IAsyncDisposable
{
    int Port { get; }

    /// <summary>As an operator ends it.</summary>
    Task StopAsync();

    /// <summary>As kill -9 ends it.</summary>
    Task KillAsync();
}
