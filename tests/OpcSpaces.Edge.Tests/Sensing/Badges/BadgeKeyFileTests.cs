using System.Runtime.Versioning;
using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Settings;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Sensing.Badges;

[UnsupportedOSPlatform("windows")]
public sealed class BadgeKeyFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("badge-key");
    private readonly string _path;

    public BadgeKeyFileTests() => _path = _directory.File("key");

    public void Dispose() => _directory.Dispose();

    private SettingsFault Refused() => Assert.Throws<SettingsException>(() => BadgeKeyFile.Read(_path)).Faults.Single();

    [Fact]
    public void A_written_key_is_read_back_and_only_its_owner_may_read_it()
    {
        BadgeKeyFile.Write(_path, "2026-11", TestBadges.Key);
        Assert.Equal("2026-11 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n", BadgeKeyFile.Read(_path).ToSecretLine());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_path));
        Assert.Single(Directory.GetFiles(_directory.FullPath));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_key_file_that_others_may_read_is_refused(UnixFileMode others)
    {
        BadgeKeyFile.Write(_path, "2026-11", TestBadges.Key);
        File.SetUnixFileMode(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite | others);
        Assert.Contains("chmod 600", Refused().Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-11")]
    [InlineData("2026-11 abcd")]
    [InlineData("2026-13 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")]
    [InlineData("2026-11 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1exx")]
    [InlineData("2026-11 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f more")]
    public void A_file_without_a_key_is_refused_and_its_content_is_not_shown(string content)
    {
        BadgeKeyFile.Write(_path, "2026-11", TestBadges.Key);
        File.WriteAllText(_path, content);
        var fault = Refused();
        Assert.Equal(("badges.keyFile", _path), (fault.Path, fault.Value));
        Assert.DoesNotContain("0001", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_fault() => Assert.Equal("badges.keyFile", Refused().Path);

    [Fact]
    public void A_name_that_no_file_can_have_is_a_fault() => Assert.Equal("badges.keyFile", Assert.Single(BadgeKeyFile.Faults("a\0b")).Path);

    [Fact]
    public void A_later_key_replaces_an_earlier_one_and_never_the_reverse()
    {
        BadgeKeyFile.Write(_path, "2026-11", TestBadges.Key);
        var january = BadgeKeyFile.Read(_path).RatchetTo(BadgeMonth.Parse("2027-01")!.Value);
        var december = BadgeKeyFile.Read(_path).RatchetTo(BadgeMonth.Parse("2026-12")!.Value);
        BadgeKeyFile.Advance(_path, january);
        BadgeKeyFile.Advance(_path, december);
        Assert.Equal(january.ToSecretLine(), BadgeKeyFile.Read(_path).ToSecretLine());
        Assert.Single(Directory.GetFiles(_directory.FullPath));
    }
}
