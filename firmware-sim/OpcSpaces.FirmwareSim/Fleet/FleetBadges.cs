using System.Security.Cryptography;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Sensing.Badges;

namespace OpcSpaces.FirmwareSim.Fleet;

/// <summary>Gives gateways that read cards their community's key, as enrolment does; those that have one keep it.</summary>
internal static class FleetBadges
{
    public static void Enrol(IEnumerable<GatewayConfig> configs, DateTimeOffset now)
    {
        Span<byte> key = stackalloc byte[32];
        RandomNumberGenerator.Fill(key);
        foreach (var config in configs.Where(config => config.ReadsCards && !File.Exists(config.Badges.KeyFile)))
        {
            Directory.CreateDirectory(config.DataDirectory);
            BadgeKeyFile.Write(config.Badges, now, key);
        }
        CryptographicOperations.ZeroMemory(key);
    }
}
