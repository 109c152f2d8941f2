using OpcSpaces.Files;

namespace OpcSpaces.FirmwareSim.Truth;

/// <summary>
/// A file for the ground truth. It is opened at once, so that an unwritable file is found before anything runs; the finished file
/// appears as a whole or not at all.
/// </summary>
internal sealed class TruthFile : IDisposable
{
    private readonly string _file;
    private readonly string _written;
    private readonly StreamWriter _writer;

    /// <summary>Throws <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/> when it cannot be written.</summary>
    public TruthFile(string file)
    {
        if (Directory.Exists(file))
            throw new IOException($"{file} is a directory");
        _file = Path.GetFullPath(file);
        // A device or a pipe must not be replaced by a file.
        _written = NamedFile.IsRegular(_file) ? _file + ".new" : _file;
        _writer = new StreamWriter(_written);
    }

    /// <summary>Returns the number of records that were written; to be called once.</summary>
    public long Write(IEnumerable<TruthRecord> records)
    {
        var written = TruthCsv.Write(records, _writer);
        _writer.Dispose();
        if (_written != _file)
            File.Move(_written, _file, overwrite: true);
        return written;
    }

    public void Dispose()
    {
        _writer.Dispose();
        if (_written != _file)
            File.Delete(_written);
    }
}
