using OpcSpaces.Testing;

namespace OpcSpaces.Files.Tests;

public sealed class ReplacedFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("files");

    private string FilePath => _directory.File("file");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_file_is_made_replaced_and_deleted_and_nothing_is_left_beside_it()
    {
        ReplacedFile.Write(FilePath, file => file.Write("a longer first content"u8));
        ReplacedFile.Write(FilePath, file => file.Write("second"u8));
        Assert.Equal("second", File.ReadAllText(FilePath));
        Assert.Equal([FilePath], Directory.GetFiles(_directory.FullPath));
        ReplacedFile.Delete(FilePath);
        Assert.Empty(Directory.GetFiles(_directory.FullPath));
    }

    [Fact]
    public void A_write_that_fails_halfway_leaves_the_old_content()
    {
        ReplacedFile.Write(FilePath, file => file.Write("old"u8));
        Assert.Throws<IOException>(() => ReplacedFile.Write(FilePath, file =>
        {
            file.Write("half of the n"u8);
            throw new IOException("the disk is full");
        }));
        Assert.Equal("old", File.ReadAllText(FilePath));
        ReplacedFile.Write(FilePath, file => file.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(FilePath));
    }
}
