using System.Security.Cryptography;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Sensing.Badges;

namespace OpcSpaces.FirmwareSim.Fleet;

/// <summary>Gives each gateway that reads cards the key of its community, as enrolment does. A gateway that already has a key keeps it.</summary>
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
