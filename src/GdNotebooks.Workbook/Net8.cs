#if !NET9_0_OR_GREATER
// For the kernels that run on .NET 8, whose locks are plain objects.
global using Lock = System.Object;
#endif
