namespace OpcSpaces.FirmwareSim.Commands;

/// <summary>A broker as it is written on the command line.</summary>
internal sealed record BrokerAddress(string Host, int Port)
{
    public override string ToString() => $"{Host}:{Port}";
}
