using System.Diagnostics;
using OpcSpaces.Testing;

namespace OpcSpaces.Files.Tests;

public sealed class NamedFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("files");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_regular_file_is_read_as_a_whole_and_without_a_byte_order_mark()
    {
        var path = _directory.File("text");
        File.WriteAllBytes(path, [0xEF, 0xBB, 0xBF, .. "架子"u8]);
        Assert.Equal("架子", NamedFile.ReadAllText(path));
        Assert.Equal(9, NamedFile.ReadAllBytes(path).Length);
        Assert.Null(NamedFile.Fault(path));
    }

    [Fact]
    public void A_link_to_a_regular_file_and_a_file_of_the_kernel_are_read()
    {
        var (file, link) = (_directory.File("file"), _directory.File("link"));
        File.WriteAllText(file, "content");
        File.CreateSymbolicLink(link, file);
        Assert.Equal("content", NamedFile.ReadAllText(link));
        Assert.Contains("State:", NamedFile.ReadAllText("/proc/self/status"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    [InlineData("/dev/urandom")]
    public void A_device_is_refused(string path) => AssertRefused(path, "is a device, a pipe or a socket", "give a regular file");

    [Fact]
    public async Task A_pipe_is_refused_without_waiting_for_a_writer()
    {
        var path = _directory.File("pipe");
        using (var made = Process.Start("mkfifo", path)) await made.WaitForExitAsync();
        AssertRefused(path, "is a device, a pipe or a socket", "give a regular file");
        Assert.False(NamedFile.IsRegular(path));
    }

    [Fact]
    public void A_directory_a_missing_file_and_a_name_that_no_file_can_have_are_refused()
    {
        AssertRefused(_directory.FullPath, "is a directory", "give a file");
        AssertRefused(Path.Combine(_directory.FullPath, "none"), "does not exist", "create it, or correct its name");
        AssertRefused(Path.Combine(_directory.FullPath, "none", "none"), "does not exist", "create it, or correct its name");
        AssertRefused("a\0b", "is not a file name", "give a file");
        AssertRefused("", "is not a file name", "give a file");
    }

    [Fact]
    public void A_file_up_to_the_limit_is_read_and_a_larger_one_is_refused()
    {
        var path = _directory.File("large");
        using (var file = File.Create(path)) file.SetLength(NamedFile.MostBytes);
        Assert.Equal(NamedFile.MostBytes, NamedFile.ReadAllBytes(path).Length);
        using (var file = File.OpenWrite(path)) file.SetLength(NamedFile.MostBytes + 1);
        AssertRefused(path, "is larger than 16 MiB", "give the right file, or a smaller one");
    }

    [Fact]
    public void A_file_of_the_kernel_that_says_it_is_empty_is_read_only_up_to_the_limit()
    {
        Assert.Equal(0, new FileInfo("/proc/self/status").Length);
        Assert.Equal("is larger than 0 MiB", Assert.Throws<NamedFileException>(() => NamedFile.ReadAllBytes("/proc/self/status", mostBytes: 10)).Fault);
    }

    private static void AssertRefused(string path, string fault, string fix)
    {
        var refusal = NamedFile.Fault(path);
        Assert.Equal((fault, fix), (refusal?.Fault, refusal?.Fix));
        Assert.Equal($"'{path}' {fault}: {fix}", Assert.Throws<NamedFileException>(() => NamedFile.ReadAllBytes(path)).Message);
    }
}
