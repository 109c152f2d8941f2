// Some tests measure the memory of the process, and others fill it.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
