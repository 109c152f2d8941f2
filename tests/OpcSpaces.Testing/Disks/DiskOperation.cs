namespace OpcSpaces.Testing.Disks;

/// <summary>
/// A change of a file that the operating system has taken and the disk may not have yet: bytes at an offset, or, when
/// there are none, the file cut to the length <paramref name="Offset"/>. Numbers grow over all files of a disk.
/// </summary>
internal readonly record struct DiskOperation(long Number, long Offset, byte[]? Bytes);
