// A blinking counter with a little arithmetic: small, but it takes every stage of the flow.
module top(input clk, input [3:0] step, output [4:0] led);
  reg [23:0] count = 0;
  reg [7:0] product = 0;
  always @(posedge clk) begin
    count <= count + {20'b0, step};
    product <= count[7:4] * step;
  end
  assign led = count[23:19] ^ product[4:0];
endmodule
