using OpcSpaces.Ingest.Testing;

namespace OpcSpaces.Projections.Tests.Usage;

/// <summary>Gateways that measure, crash, lose their link and come back, five minutes at a time.</summary>
internal static class RandomDay
{
    public static void Step(UsageBench bench, SealingGateway[] gateways, Random random, bool withClocks = true)
    {
        bench.Time.Advance(TimeSpan.FromMilliseconds(1 + random.Next(600_000)));
        foreach (var gateway in gateways)
        {
            if (withClocks && random.Next(30) == 0) SetClock(gateway, random);
            Measure(gateway, random);
            gateway.SealWhatIsDue();
            if (random.Next(30) == 0 && gateway.Wire.Disconnect() is { } death) bench.Cloud.Deliver(death);
            else if (!gateway.Wire.IsConnected && random.Next(20) == 0) bench.Cloud.Deliver(gateway.Wire.Connect());
        }

        if (random.Next(100) == 0) bench.Cloud.LoseConnection();
        bench.Deliver();
    }

    // A right clock is synchronised, and a wrong one is not. It is right before a power cut: what a boot said that ended without
    // synchronisation is counted.
    private static void SetClock(SealingGateway gateway, Random random)
    {
        var wrongMs = (random.Next(2) == 0 ? -1 : 1) * random.Next(1, 37) * 600_000L; // a minute more or less does not matter
        var kind = random.Next(5);
        if (kind == 0) gateway.SetClock(wrongMs, synchronized: false);
        else if (kind == 1 && gateway.AheadMs == 0) gateway.Reboot(0, wrongMs, synchronized: false);
        else gateway.SetClock(0, synchronized: true);
    }

    private static void Measure(SealingGateway gateway, Random random)
    {
        if (random.Next(40) == 0) gateway.Unknown();
        for (var device = 0; device < gateway.Wire.Devices.Length; device++)
        {
            if (random.Next(2) == 0) gateway.Desk(device, random.Next(SimulatedGateway.DesksPerDevice), random.Next(2) == 0);
            if (random.Next(3) == 0) gateway.Meter(device, (ulong)random.Next(50));
            if (random.Next(4) == 0) gateway.Door(device, "badge");
            if (random.Next(4) == 0) gateway.Air(device, 400 + random.Next(900));
        }
    }
}
