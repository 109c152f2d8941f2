using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Sensing.Badges;

/// <summary>A community's key for tests: the bytes 0 to 31, of the month in which <see cref="FakeTime"/> begins.</summary>
internal static class TestBadges
{
    public const string Month = "2026-03";

    public static byte[] Key => [.. Enumerable.Range(0, BadgeKey.Bytes).Select(i => (byte)i)];

    public static BadgesConfig Config(TemporaryDirectory directory)
    {
        var path = directory.File("badge-key");
        BadgeKeyFile.Write(path, Month, Key);
        return new BadgesConfig { KeyFile = path };
    }

    public static BadgePseudonyms Pseudonyms(TemporaryDirectory directory, TimeProvider time) => new(Config(directory), time, NullLogger.Instance);
}
