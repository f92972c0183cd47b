/** HTML bodies as the usual programs write them, sanitised or not; nothing in them is hostile. */

export const NEWSLETTER = `<table width="100%" bgcolor="#eef1f6" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px">
<table width="600" cellpadding="0" cellspacing="0" bgcolor="#ffffff" style="border-radius:8px;font-family:Arial,sans-serif">
<tr><td bgcolor="#0d3b66" style="padding:20px 32px;color:#ffffff;font-size:22px;font-weight:bold">Harbour Supplies</td></tr>
<tr><td style="padding:0"><img data-remote-src="https://cdn.harbour.example/spring/hero.jpg" alt="Spring clearance: up to 40 % off" width="600"></td></tr>
<tr><td style="padding:24px 32px;color:#333333;font-size:15px;line-height:1.5"><h1 style="font-size:24px;margin:0 0 12px;color:#0d3b66">Spring clearance starts on Monday</h1>
<p>Dear customer, from Monday all rope, paint and deck hardware is reduced. Members order a day earlier.</p>
<table cellpadding="0" cellspacing="0"><tr><td bgcolor="#ee964b" style="padding:12px 24px;border-radius:6px"><a href="https://click.harbour.example/t?u=8821&amp;to=shop" style="color:#ffffff;text-decoration:none;font-weight:bold">See the offers</a></td></tr></table></td></tr>
<tr><td style="padding:0 32px 24px"><table width="100%" cellpadding="0" cellspacing="0"><tr>
<td width="50%" valign="top" style="padding-right:12px"><p style="font-weight:bold;margin:0">Mooring rope 12 mm</p><p style="margin:4px 0;color:#666666">Sixteen plait, 200 m drum</p><p style="color:#b3261e;font-weight:bold;margin:0">€ 249,00</p></td>
<td width="50%" valign="top" style="padding-left:12px"><p style="font-weight:bold;margin:0">Deck paint, grey</p><p style="margin:4px 0;color:#666666">Two components, 5 l</p><p style="color:#b3261e;font-weight:bold;margin:0">€ 78,50</p></td>
</tr></table></td></tr>
<tr><td bgcolor="#f6f7f9" style="padding:16px 32px;font-size:11px;color:#888888">You get this mail because you ordered from us. <a href="https://click.harbour.example/unsubscribe">www.harbour.example/unsubscribe</a> · <a href="mailto:service@harbour.example">service@harbour.example</a><img data-remote-src="https://track.harbour.example/o.gif?u=8821" width="1" height="1"></td></tr>
</table></td></tr></table>`

export const WORD_PROCESSOR = `<div><p style="margin:0cm;font-size:11.0pt;font-family:&quot;Calibri&quot;,sans-serif"><span lang="EN-GB">Hello all,</span></p>
<p style="margin:0cm;font-size:11.0pt;font-family:&quot;Calibri&quot;,sans-serif"><span>&nbsp;</span></p>
<p style="margin:0cm;font-size:11.0pt;font-family:&quot;Calibri&quot;,sans-serif"><span>Since the move on Friday the label printer in Hall 2 (see picture) prints half a line too low. What we tried:</span></p>
<p style="margin:0cm 0cm 0cm 36.0pt;text-indent:-18.0pt;font-size:11.0pt;font-family:&quot;Calibri&quot;,sans-serif"><span>1.</span><span style="font-size:7.0pt">&nbsp;&nbsp;&nbsp; </span><span>New roll, calibrated twice</span></p>
<p style="margin:0cm 0cm 0cm 36.0pt;text-indent:-18.0pt;font-size:11.0pt;font-family:&quot;Calibri&quot;,sans-serif"><span>2.</span><span style="font-size:7.0pt">&nbsp;&nbsp;&nbsp; </span><span>The driver of the other hall</span></p>
<p style="margin:0cm;font-size:11.0pt;font-family:&quot;Calibri&quot;,sans-serif"><span>&nbsp;</span></p>
<p style="margin:0cm"><img data-attachment="a1" width="320" alt="cid:image001.png"></p>
<table border="1" cellspacing="0" cellpadding="0" style="border-collapse:collapse"><tr><td width="160" valign="top" style="padding:0cm 5.4pt;border:solid 1pt"><p style="margin:0cm"><b>Device</b></p></td><td width="160" valign="top" style="padding:0cm 5.4pt;border:solid 1pt"><p style="margin:0cm"><b>Serial</b></p></td></tr><tr><td style="padding:0cm 5.4pt;border:solid 1pt"><p style="margin:0cm">ZX-420</p></td><td style="padding:0cm 5.4pt;border:solid 1pt"><p style="margin:0cm">88-1204-7</p></td></tr></table>
<p style="margin:0cm">&nbsp;</p><p style="margin:0cm;font-size:11.0pt">Kind regards<br><b>Ines Duarte</b><br><span style="font-size:9pt;color:#7f7f7f">Logistics · <a href="https://www.northgate.example/">www.northgate.example</a></span></p></div>`

export const WIDE_TABLE = `<p>Good morning, here are the readings of last night. The sensor in row three stopped at two o’clock, and the one beside it shows values that cannot be right, so please look at both before the shift begins.</p>
<table border="1" cellpadding="4" cellspacing="0"><tr>${Array.from({ length: 24 }, (_, hour) => `<th>${String(hour).padStart(2, '0')}:00</th>`).join('')}</tr>${Array.from({ length: 6 }, (_, row) => `<tr>${Array.from({ length: 24 }, (_, hour) => `<td nowrap>${(18 + row + hour / 7).toFixed(2)} °C</td>`).join('')}</tr>`).join('')}</table>
<p>The log lies at <a href="https://files.northgate.example/logs/2026/11/22/sensors-hall-2.csv">the usual place</a>.</p>`

export const SHORT_REPLY = '<div dir="ltr">Works again, thank you!<div><br></div><div>Jan</div></div>'

export const LONG_HTML = `<h2>Minutes of the works council</h2>${Array.from({ length: 120 }, (_, item) => `<p><b>${item + 1}.</b> The council heard the report on item ${item + 1} and asks the administration to bring the figures of the last three quarters to the next meeting, together with what the neighbouring site pays for the same service.</p>`).join('')}<p>Last line of a long mail.</p>`

export const DARK_FRIENDLY = `<p>Hi, two questions:</p><ul><li>Is the <em>backup</em> of Sunday complete?</li><li>Who may read <code>/srv/reports</code>?</li></ul><blockquote>On Friday Sam wrote:<br>We switch the storage over on Sunday.<blockquote>And before that Ines wrote: when?</blockquote></blockquote><p>See <a href="https://status.example.org/">https://status.example.org/</a> or <a href="https://evil.example/login">https://status.example.org/login</a>.</p>`

export const RIGHT_TO_LEFT = `<div dir="rtl"><p>שלום, המדפסת בקומה השנייה אינה מדפיסה מאז הבוקר.</p><p>תודה, <a href="https://example.org/he">הקישור</a></p></div>`
