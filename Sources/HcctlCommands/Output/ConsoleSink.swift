/// Where lines go.
protocol ConsoleSink: Sendable {
    func write(_ lines: [String], toErrors: Bool)
    func isTerminal(_ stream: Int32) -> Bool
    /// The width of a stream that is a terminal and reports it.
    func columns(_ stream: Int32) -> Int?
}
