/// Where lines go.
protocol ConsoleSink: Sendable {
    func write(_ lines: [String], toErrors: Bool)
    /// Text for the terminal of the errors, with its control sequences and without a line's end.
    func writeRaw(_ text: String)
    func isTerminal(_ stream: Int32) -> Bool
    /// The width of a stream that is a terminal and reports it.
    func columns(_ stream: Int32) -> Int?
}
